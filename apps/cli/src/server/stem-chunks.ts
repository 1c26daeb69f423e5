import { closeSync, openSync, writeSync, writevSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { decodedEncodings } from '@beatflow/audio/chunks';
import type { AudioChunks, WantedChunks } from '@beatflow/shared';
import { reasonOf } from '../failure/refusal.ts';
import { type HttpPort, readRefusal } from './http-port.ts';
import { readStemChunks } from './read-chunk-lists.ts';

/** How many stems are asked about at a time. */
const STEMS_AT_ONCE = 50;

/** What the audio of stems is made of, by its digest; null where the server does not tell. */
export async function listStemChunks(
  port: HttpPort,
  stemIds: readonly string[],
): Promise<Map<string, AudioChunks['chunks']> | null> {
  const chunksOf = new Map<string, AudioChunks['chunks']>();
  for (let at = 0; at < stemIds.length; at += STEMS_AT_ONCE) {
    try {
      const answer = await port.postJson('/stems/chunks', { stems: stemIds.slice(at, at + STEMS_AT_ONCE) });
      for (const { digest, chunks } of readStemChunks(answer)) chunksOf.set(digest, chunks);
    } catch (err) {
      if (reasonOf(err) === 'not-found') return null;
      throw err;
    }
  }
  return chunksOf;
}

/** Asks for chunks of stems as the server keeps them. */
async function openStemChunks(
  port: HttpPort,
  { stems, chunks }: Omit<WantedChunks, 'encodings'>,
): Promise<IncomingMessage> {
  const body = { stems, chunks, encodings: [...decodedEncodings] } satisfies WantedChunks;
  const answer = await port.post('/stems/chunks/read', JSON.stringify(body), 'application/json');
  if (answer.statusCode !== 200) throw await readRefusal(answer);
  return answer;
}

/** So much is gathered before it is written. */
const WRITE_BYTES = 1 << 21;

/** Writes what the server sends of some chunks to a new file, as it comes: how it begins, and then their bytes. */
export async function downloadStemChunks(
  port: HttpPort,
  wanted: Omit<WantedChunks, 'encodings'>,
  path: string,
  { onBytes, onWritten }: { onBytes: (bytes: number) => void; onWritten: () => void },
): Promise<void> {
  const answer = await openStemChunks(port, wanted);
  const file = openSync(path, 'wx');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const write = () => {
    const [bytes, length] = [waiting, waitingBytes];
    [waiting, waitingBytes] = [[], 0];
    const written = length === 0 ? 0 : writevSync(file, bytes);
    if (written < length) writeAll(file, Buffer.concat(bytes).subarray(written));
    onWritten();
  };
  try {
    answer.on('data', (bytes: Buffer) => {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      onBytes(bytes.length);
      if (waitingBytes < WRITE_BYTES) return;
      try {
        write();
      } catch (err) {
        answer.destroy(err as Error);
      }
    });
    await finished(answer);
  } finally {
    // What came before a connection broke need not come again.
    try {
      write();
    } finally {
      closeSync(file);
    }
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
