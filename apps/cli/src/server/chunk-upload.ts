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
  const seal = `/audio/${digest}/seal`;
  const file = new CutReader(path, chunks);
  try {
    if (unasked) onBytes(sizeBytes - countBytes(unasked), 'known');
    const missing = unasked
      ? await sealWith(port, file, { path: seal, list, unasked }, { onBytes, onSent })
      : readMissingChunks(await port.postJson('/audio/chunks/missing', list));
    const wanted = listFreshChunks(chunks, []).filter(([name]) => missing.has(name));
    if (unasked && missing.size === 0) return;
    if (!unasked) onBytes(sizeBytes - countBytes(wanted), 'known');
    await sendChunks(port, file, wanted, onBytes);
    await port.postJson(seal, list);
  } finally {
    file.close();
  }
}

/** Seals a file with chunks that are surely missing. Answers what is missing besides. */
async function sealWith(
  port: HttpPort,
  file: CutReader,
  { path, list, unasked }: { path: string; list: ChunkList; unasked: readonly ChunkName[] },
  { onBytes, onSent }: { onBytes: OnBytes; onSent?: () => void },
): Promise<Set<string>> {
  const text = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  let left = 4 + text.length + 4 * unasked.length + countBytes(unasked);
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(left) };
  const listen: OnBytes = (bytes, how) => {
    onBytes(bytes, how);
    left -= bytes;
    if (left === 0 && onSent) setImmediate(onSent);
  };
  function* body(): Generator<Buffer> {
    yield Buffer.concat([length, text]);
    yield* file.frame(unasked);
  }
  try {
    await readJson(await port.sendBody('POST', path, headers, Readable.from(body(), { highWaterMark: 2 }), listen));
    return new Set();
  } catch (err) {
    const refusal = refusalOf(err);
    if (refusal?.reason !== 'chunks-missing') throw err;
    return readMissingChunks(refusal.data);
  }
}

async function sendChunks(
  port: HttpPort,
  file: CutReader,
  chunks: readonly ChunkName[],
  onBytes: OnBytes,
): Promise<void> {
  for (let at = 0; at < chunks.length; ) {
    const some: ChunkName[] = [];
    for (let bytes = 0; at < chunks.length && bytes < BODY_BYTES; at++) {
      some.push(chunks[at]!);
      bytes += chunks[at]![1];
    }
    await port.postBytes('/audio/chunks', Buffer.concat([...file.frame(some)]));
    onBytes(countBytes(some), 'sent');
  }
}
