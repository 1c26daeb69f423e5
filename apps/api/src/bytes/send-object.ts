import { BeatflowError } from '@beatflow/shared';
import type { Request, Response } from 'express';
import { getRequestId } from '../server/request-id.ts';
import type { OpenObject } from '../store/audio-store.ts';
import { matchesTag, parseRange } from './parse-range.ts';
import { writeOut } from './write-out.ts';

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
    const head = () => {
      if (range) res.status(206).set('Content-Range', `bytes ${start}-${end - 1}/${size}`);
      res.set({ ...common, 'Content-Length': String(end - start) });
    };
    if (req.method !== 'HEAD') return await sendParts(res, head, object!.parts(start, end));
    head();
    res.end();
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

/** Sends the head and then part by part, each when the system has taken the one before. */
async function sendParts(res: Response, head: () => void, parts: AsyncIterable<Uint8Array>): Promise<void> {
  let hasBegun = false;
  for await (const part of parts) {
    // What cannot be read at all is an error with a sentence, and not a connection that breaks.
    if (!hasBegun) head();
    hasBegun = true;
    if (await writeOut(res, [part])) continue;
    // Somebody who stops listening is no error; but nothing may be on its way when the memory of the part is used again.
    res.destroy();
    return;
  }
  if (!hasBegun) head();
  res.end();
}

/** Tells whether sending failed because the other side had gone. */
export function isHangUp(err: unknown): boolean {
  const code = err instanceof Error && 'code' in err ? err.code : undefined;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE';
}
