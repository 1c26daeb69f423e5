import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readChunks, readFileLayout } from '@beatflow/audio/chunks';
import { type ChunkList, type MissingChunks, missingChunks } from '@beatflow/shared';
import { reasonOf } from '../failure/refusal.ts';
import { FileSource } from '../folder/file-source.ts';
import type { AudioBytes, OnBytes } from './audio-transfer.ts';
import type { HttpPort } from './http-port.ts';

interface CutChunk {
  digest: string;
  offset: number;
  length: number;
}

/** Less than the server takes at once, so that a broken request loses little. */
const BODY_BYTES = 4 * 1024 * 1024;

/**
 * Sends of a file only the chunks that the server does not have, and lets it put the file together. False where the server
 * keeps no chunks. What was sent stays there for a while, so that a push which is stopped goes on from there.
 */
export async function uploadChunks(
  port: HttpPort,
  path: string,
  audio: AudioBytes,
  onBytes: OnBytes,
): Promise<boolean> {
  const chunks = await cutFile(path);
  const list: ChunkList = { chunks: chunks.map(({ digest, length }) => [digest, length]) };
  const missing = await askMissing(port, list);
  if (missing === null) return false;
  const wanted = new Set(missing);
  const known = chunks.filter(({ digest }) => !wanted.has(digest));
  onBytes(
    known.reduce((sum, { length }) => sum + length, 0),
    'known',
  );
  const first = new Map(chunks.map((chunk) => [chunk.digest, chunk]));
  await sendChunks(
    port,
    path,
    [...wanted].flatMap((digest) => first.get(digest) ?? []),
    onBytes,
  );
  await port.postJson(`/audio/${audio.digest}/seal`, list);
  return true;
}

async function cutFile(path: string): Promise<CutChunk[]> {
  const source = new FileSource(path);
  try {
    const chunks: CutChunk[] = [];
    for await (const { bytes, offset, length } of readChunks(source, await readFileLayout(source))) {
      chunks.push({ offset, length, digest: createHash('sha256').update(bytes).digest('hex') });
    }
    return chunks;
  } finally {
    source.close();
  }
}

async function askMissing(port: HttpPort, list: ChunkList): Promise<MissingChunks['missing'] | null> {
  try {
    return missingChunks.parse(await port.postJson('/audio/chunks/missing', list)).missing;
  } catch (err) {
    if (reasonOf(err) === 'not-found') return null;
    throw err;
  }
}

async function sendChunks(port: HttpPort, path: string, chunks: readonly CutChunk[], onBytes: OnBytes): Promise<void> {
  const file = openSync(path, 'r');
  try {
    for (let at = 0; at < chunks.length; ) {
      const body: Buffer[] = [];
      let bytes = 0;
      for (let chunk = chunks[at]; chunk && bytes < BODY_BYTES; chunk = chunks[at]) {
        const framed = Buffer.allocUnsafeSlow(4 + chunk.length);
        framed.writeUInt32LE(chunk.length);
        readSync(file, framed, 4, chunk.length, chunk.offset);
        body.push(framed);
        bytes += chunk.length;
        at++;
      }
      await port.postBytes('/audio/chunks', Buffer.concat(body));
      onBytes(bytes, 'sent');
    }
  } finally {
    closeSync(file);
  }
}
