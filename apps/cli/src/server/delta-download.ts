import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { type AudioChunks, audioChunks } from '@beatflow/shared';
import { reasonOf } from '../failure/refusal.ts';
import type { AudioBytes, OnBytes } from './audio-transfer.ts';
import { type HttpPort, readRefusal } from './http-port.ts';

/** A file that is here and that another is likely to have much of. */
export interface BaseAudio {
  stemId: string;
  path: string;
}

/** Bytes of the wanted file: from the base where `baseOffset` says, else from the server. */
interface Segment {
  offset: number;
  length: number;
  baseOffset: number | null;
}

/** With less than this share of a file at hand, it is quicker to fetch it as a whole. */
const WORTHWHILE = 0.2;

/**
 * Puts a stem's file together from chunks of a file that is here and ranges of the server's. False where that is not
 * possible, or not worth it; `target` is there only once it is whole and right.
 */
export async function downloadDelta(
  port: HttpPort,
  stemId: string,
  audio: AudioBytes,
  base: BaseAudio,
  target: string,
  onBytes: OnBytes,
): Promise<boolean> {
  const [wanted, known] = await Promise.all([listChunks(port, stemId), listChunks(port, base.stemId)]);
  if (!wanted || !known || wanted.chunks.length === 0 || known.chunks.length === 0) return false;
  const segments = planSegments(wanted, known);
  const atHand = segments.reduce((sum, { length, baseOffset }) => sum + (baseOffset === null ? 0 : length), 0);
  if (atHand < WORTHWHILE * audio.sizeBytes) return false;
  onBytes(atHand, 'known');
  const partial = `${target}.delta`;
  const file = await open(partial, 'w');
  const hash = createHash('sha256');
  try {
    for (const segment of segments) {
      const bytes =
        segment.baseOffset === null ? fetchRange(port, stemId, audio, segment) : readBase(base.path, segment);
      for await (const piece of bytes) {
        hash.update(piece);
        await writeAll(file, piece);
        if (segment.baseOffset === null) onBytes(piece.length, 'sent');
      }
    }
  } finally {
    await file.close();
  }
  if (hash.digest('hex') !== audio.digest) {
    await rm(partial, { force: true });
    return false;
  }
  await rename(partial, target);
  return true;
}

async function listChunks(port: HttpPort, stemId: string): Promise<AudioChunks | null> {
  try {
    return audioChunks.parse(await port.getJson(`/stems/${stemId}/chunks`));
  } catch (err) {
    if (reasonOf(err) === 'not-found') return null;
    throw err;
  }
}

function planSegments(wanted: AudioChunks, known: AudioChunks): Segment[] {
  const offsets = new Map<string, number>();
  let at = 0;
  for (const [digest, length] of known.chunks) {
    offsets.set(digest, at);
    at += length;
  }
  const segments: Segment[] = [];
  let offset = 0;
  for (const [digest, length] of wanted.chunks) {
    const baseOffset = offsets.get(digest) ?? null;
    const last = segments.at(-1);
    if (last && continues(last, baseOffset)) last.length += length;
    else segments.push({ offset, length, baseOffset });
    offset += length;
  }
  return segments;
}

function continues({ baseOffset, length }: Segment, next: number | null): boolean {
  return baseOffset === null ? next === null : next === baseOffset + length;
}

async function* fetchRange(port: HttpPort, stemId: string, audio: AudioBytes, { offset, length }: Segment) {
  const headers = { range: `bytes=${offset}-${offset + length - 1}`, 'if-range': `"${audio.digest}"` };
  const answer = await port.send('GET', `/stems/${stemId}/audio`, headers);
  if (answer.statusCode !== 206) throw await readRefusal(answer);
  yield* answer as AsyncIterable<Buffer>;
}

function readBase(path: string, { baseOffset, length }: Segment): AsyncIterable<Buffer> {
  const start = baseOffset ?? 0;
  return createReadStream(path, { start, end: start + length - 1, highWaterMark: 1 << 20 });
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written)).bytesWritten;
  }
}
