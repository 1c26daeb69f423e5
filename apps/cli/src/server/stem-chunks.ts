import { closeSync, openSync, writeSync } from 'node:fs';
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

/** So much is gathered before it is written. */
const WRITE_BYTES = 1 << 21;

/** Writes what the server sends of some chunks to a new file, as it comes: how it begins, and then their bytes. */
export async function downloadStemChunks(
  port: HttpPort,
  { stems, chunks }: Omit<WantedChunks, 'encodings'>,
  path: string,
  { onBytes, onWritten }: { onBytes: (bytes: number) => void; onWritten: () => void },
): Promise<void> {
  const question = JSON.stringify({ stems, chunks, encodings: [...decodedEncodings] } satisfies WantedChunks);
  const file = new GrowingFile(path, onWritten);
  const take = (bytes: Buffer) => {
    file.write(bytes);
    onBytes(bytes.length);
  };
  try {
    const address = '/stems/chunks/read';
    if (!(await port.receive(address, question, take))) {
      const answer = await port.post(address, question, 'application/json');
      if (answer.statusCode !== 200) throw await readRefusal(answer);
      for await (const bytes of answer) take(bytes as Buffer);
    }
  } finally {
    // What came before a connection broke need not come again.
    file.close();
  }
}

/** A file that is written in large pieces. It begins with the first of them. */
class GrowingFile {
  readonly #path: string;
  readonly #onWritten: () => void;
  readonly #waiting = Buffer.allocUnsafeSlow(WRITE_BYTES);
  #waitingBytes = 0;
  #file: number | null = null;

  /** `onWritten` hears of each piece. */
  constructor(path: string, onWritten: () => void) {
    this.#path = path;
    this.#onWritten = onWritten;
  }

  /** Takes bytes over; their memory may be used for others afterwards. */
  write(bytes: Buffer): void {
    if (this.#waitingBytes + bytes.length > WRITE_BYTES) this.#flush();
    if (bytes.length > WRITE_BYTES / 4) {
      this.#flush();
      this.#writeOut(bytes);
    } else this.#waitingBytes += bytes.copy(this.#waiting, this.#waitingBytes);
  }

  close(): void {
    try {
      this.#flush();
    } finally {
      if (this.#file !== null) closeSync(this.#file);
    }
  }

  #flush(): void {
    const length = this.#waitingBytes;
    this.#waitingBytes = 0;
    if (length > 0) this.#writeOut(this.#waiting.subarray(0, length));
  }

  #writeOut(bytes: Buffer): void {
    this.#file ??= openSync(this.#path, 'wx');
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#onWritten();
  }
}
