import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BeatflowError } from '@beatflow/shared';
import type { Request, Response } from 'express';
import { getRequestId } from '../server/request-id.ts';
import type { OpenObject } from '../store/audio-store.ts';
import { matchesTag, parseRange } from './parse-range.ts';

export interface ObjectAnswer {
  /** Null when the store has lost it. */
  open: () => Promise<OpenObject | null>;
  /** How long it must be; null where only the store knows. */
  sizeBytes: number | null;
  /** A strong tag, with its quotes. */
  etag: string;
  headers: Record<string, string>;
}

/** Answers with a stored object, or one range of it. Cuts the connection rather than send less than it announced. */
export async function sendObject(
  req: Request,
  res: Response,
  { open, sizeBytes, etag, headers }: ObjectAnswer,
): Promise<void> {
  const common = { ...headers, ETag: etag, 'Accept-Ranges': 'bytes', 'X-Content-Type-Options': 'nosniff' };
  if (matchesTag(req.get('if-none-match'), etag)) {
    res.status(304).set({ ETag: etag, 'Cache-Control': headers['Cache-Control'] }).end();
    return;
  }
  const object = await open();
  try {
    const size = checkSize(object, sizeBytes, etag);
    const range = wantsRange(req, etag) ? parseRange(req.get('range'), size) : null;
    if (range === 'unsatisfiable') return refuseRange(req, res, size);
    const { start, end } = range ?? { start: 0, end: size };
    // What cannot be read at all is an error with a sentence, and not a connection that breaks.
    const stream = req.method === 'HEAD' ? null : await begin(object!.stream(start, end));
    if (range) res.status(206).set('Content-Range', `bytes ${start}-${end - 1}/${size}`);
    res.set({ ...common, 'Content-Length': String(end - start) });
    if (stream) await sendBytes(res, stream);
    else res.end();
  } finally {
    await object?.close();
  }
}

function checkSize(object: OpenObject | null, sizeBytes: number | null, etag: string): number {
  if (!object) throw new Error(`The store has lost ${etag}.`);
  if (sizeBytes !== null && object.size !== sizeBytes) {
    throw new Error(`The store holds ${object.size} bytes of ${etag}, and should hold ${sizeBytes}.`);
  }
  return object.size;
}

/** A range is wanted by GET alone, and only when what the client holds a part of is still what we hold. */
function wantsRange(req: Request, etag: string): boolean {
  const condition = req.get('if-range');
  return req.method === 'GET' && (condition === undefined || condition === etag);
}

function refuseRange(req: Request, res: Response, size: number): void {
  const { reason, message, data } = new BeatflowError('range-invalid', { size });
  res.status(416).set({ 'Content-Range': `bytes */${size}`, 'Cache-Control': 'no-store' });
  res.json({ reason, message, data, requestId: getRequestId(req) });
}

/** Waits for the first bytes of a stream. */
async function begin(stream: Readable): Promise<Readable> {
  await new Promise<void>((resolve, reject) => {
    stream.once('readable', resolve).once('error', reject);
  });
  return stream.removeAllListeners('readable').removeAllListeners('error');
}

/** Sends what a stream gives to a response, to its end. */
async function sendBytes(res: Response, stream: Readable): Promise<void> {
  try {
    await pipeline(stream, res);
  } catch (err) {
    // Somebody who stops listening is no error.
    if (!isHangUp(err)) throw err;
  }
}

/** Tells whether sending failed because the other side had gone. */
export function isHangUp(err: unknown): boolean {
  const code = err instanceof Error && 'code' in err ? err.code : undefined;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE';
}
