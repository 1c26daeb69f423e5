import { Readable } from 'node:stream';
import type { ChunkList, ChunkName } from '@beatflow/shared';
import { refusalOf } from '../failure/refusal.ts';
import type { AudioBytes, OnBytes } from './audio-transfer.ts';
import { CutReader, WrongCut } from './cut-reader.ts';
import { countBytes, listFreshChunks, UNASKED_BYTES } from './fresh-chunks.ts';
import { type HttpPort, readJson } from './http-port.ts';
import { readMissingChunks } from './read-chunk-lists.ts';

/** A file of audio that is sent in chunks. */
export interface CutAudio extends AudioBytes {
  path: string;
  /** What it was noted to be cut into when it was kept; null where that is lost. */
  chunks: readonly ChunkName[] | null;
  /** Chunks of another file that the server has; null where nobody knows which they are. */
  known: readonly ChunkName[] | null;
  /** Reads the file, and cuts it. */
  cut: () => Promise<readonly ChunkName[]>;
  /** Told when all has been sent, and the server is at work. */
  onSent?: () => void;
}

/** Less than the server takes at once, so that a broken request loses little. */
const BODY_BYTES = 4 * 1024 * 1024;
/** While the server keeps what one brought, the next is on its way. */
const AT_ONCE = 2;

/**
 * Sends of a file only the chunks that the server does not have, and lets it put the file together. What was sent stays
 * there for a while, so that a push which is stopped goes on from there.
 */
export async function uploadChunks(port: HttpPort, audio: CutAudio, onBytes: OnBytes): Promise<void> {
  try {
    await uploadCut(port, audio, audio.chunks ?? (await audio.cut()), onBytes);
  } catch (err) {
    if (!(err instanceof WrongCut) || !audio.chunks) throw err;
    await uploadCut(port, audio, await audio.cut(), onBytes);
  }
}

async function uploadCut(
  port: HttpPort,
  { digest, path, sizeBytes, known, onSent }: CutAudio,
  chunks: readonly ChunkName[],
  onBytes: OnBytes,
): Promise<void> {
  const list: ChunkList = { chunks: [...chunks] };
  const fresh = known && listFreshChunks(chunks, known);
  const unasked = fresh && countBytes(fresh) <= UNASKED_BYTES ? fresh : null;
  const file = new CutReader(path, chunks);
  const seal = (along: readonly ChunkName[]) =>
    sealWith(port, file, { path: `/audio/${digest}/seal`, list, along }, { onBytes, onSent });
  try {
    if (unasked) onBytes(sizeBytes - countBytes(unasked), 'known');
    const missing = unasked
      ? await findMissing(seal(unasked))
      : readMissingChunks(await port.postJson('/audio/chunks/missing', list));
    if (!missing) return;
    const wanted = listFreshChunks(chunks, []).filter(([name]) => missing.has(name));
    if (!unasked) onBytes(sizeBytes - countBytes(wanted), 'known');
    const { ahead, along } = splitForSeal(wanted);
    await sendChunks(port, file, ahead, onBytes);
    await seal(along);
  } finally {
    file.close();
  }
}

/** Which chunks were missing besides those that came along; null when none was. */
async function findMissing(sealing: Promise<void>): Promise<Set<string> | null> {
  try {
    await sealing;
    return null;
  } catch (err) {
    const refusal = refusalOf(err);
    if (refusal?.reason !== 'chunks-missing') throw err;
    return readMissingChunks(refusal.data);
  }
}

/** The last chunks may come along with the seal: they need not be kept until then. */
function splitForSeal(chunks: readonly ChunkName[]): { ahead: ChunkName[]; along: ChunkName[] } {
  let first = chunks.length;
  for (let bytes = 0; first > 0; first--) {
    bytes += chunks[first - 1]![1];
    if (bytes > UNASKED_BYTES) break;
  }
  return { ahead: chunks.slice(0, first), along: chunks.slice(first) };
}

/** Seals a file with some of its chunks. */
async function sealWith(
  port: HttpPort,
  file: CutReader,
  { path, list, along }: { path: string; list: ChunkList; along: readonly ChunkName[] },
  { onBytes, onSent }: { onBytes: OnBytes; onSent?: () => void },
): Promise<void> {
  const text = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  let left = 4 + text.length + 4 * along.length + countBytes(along);
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(left) };
  const listen: OnBytes = (bytes, how) => {
    onBytes(bytes, how);
    left -= bytes;
    if (left === 0 && onSent) setImmediate(onSent);
  };
  function* body(): Generator<Buffer> {
    yield Buffer.concat([length, text]);
    yield* file.frame(along);
  }
  await readJson(await port.sendBody('POST', path, headers, Readable.from(body(), { highWaterMark: 2 }), listen));
}

async function sendChunks(
  port: HttpPort,
  file: CutReader,
  chunks: readonly ChunkName[],
  onBytes: OnBytes,
): Promise<void> {
  const bodies = cutBodies(chunks);
  const sendOn = async () => {
    for (let next = bodies.shift(); next; next = bodies.shift()) {
      await port.postBytes('/audio/chunks', Buffer.concat([...file.frame(next)]));
      onBytes(countBytes(next), 'sent');
    }
  };
  // Where one of them fails, the others come to their ends: the file stays open that long.
  const stopAll = (err: unknown) => {
    bodies.length = 0;
    throw err;
  };
  const sent = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => sendOn().catch(stopAll)));
  const failed = sent.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** What goes into each request. */
function cutBodies(chunks: readonly ChunkName[]): ChunkName[][] {
  const bodies: ChunkName[][] = [];
  for (let at = 0; at < chunks.length; ) {
    const body: ChunkName[] = [];
    for (let bytes = 0; at < chunks.length && bytes < BODY_BYTES; at++) {
      body.push(chunks[at]!);
      bytes += chunks[at]![1];
    }
    bodies.push(body);
  }
  return bodies;
}
