import { Readable } from 'node:stream';
import type { OpenObject } from '../store/audio-store.ts';
import type { FileChunk } from './chunk-place.ts';
import type { ChunkReader } from './chunk-reader.ts';

/** How much is decoded ahead of who reads a stream. */
const windowBytes = 2 * 2 ** 20;

/** An audio file that is kept in chunks, opened for reading. */
export class ChunkedObject implements OpenObject {
  readonly size: number;
  readonly #chunks: readonly FileChunk[];
  readonly #reader: ChunkReader;

  constructor(chunks: readonly FileChunk[], reader: ChunkReader) {
    const last = chunks.at(-1);
    this.size = last ? last.startByte + last.size : 0;
    this.#chunks = chunks;
    this.#reader = reader;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    const parts: Uint8Array[] = [];
    for await (const part of this.#parts(offset, end)) parts.push(part);
    return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
  }

  stream(start: number, end: number): Readable {
    return Readable.from(this.#whole(start, end), { objectMode: false, highWaterMark: 256 * 1024 });
  }

  async close(): Promise<void> {
    // Nothing is held open: each read opens the packs that it needs.
  }

  async *#whole(start: number, end: number): AsyncGenerator<Uint8Array> {
    yield* this.#parts(start, Math.min(end, this.size));
    if (end > this.size) throw new Error(`A stored object ends at byte ${this.size}, before byte ${end}.`);
  }

  /** The bytes from `start` to `end`, chunk by chunk; while one window is taken the next is read. */
  async *#parts(start: number, end: number): AsyncGenerator<Uint8Array> {
    const windows = this.#windows(start, end);
    let next = this.#readWindow(windows.next().value);
    for (;;) {
      const window = await next;
      if (!window) return;
      next = this.#readWindow(windows.next().value);
      // Whoever reads may stop here: then nobody asks what became of it.
      next.catch(() => {});
      for (const { startByte, bytes } of window) {
        const part = bytes.subarray(Math.max(0, start - startByte), Math.max(0, end - startByte));
        if (part.length > 0) yield part;
      }
    }
  }

  async #readWindow(chunks: FileChunk[] | undefined): Promise<{ startByte: number; bytes: Uint8Array }[] | null> {
    if (!chunks) return null;
    const read = await this.#reader.read(chunks);
    return chunks.map(({ startByte }, i) => ({ startByte, bytes: read[i] as Uint8Array }));
  }

  *#windows(start: number, end: number): Generator<FileChunk[], undefined> {
    let window: FileChunk[] = [];
    let bytes = 0;
    for (let i = this.#indexOf(start); i < this.#chunks.length; i++) {
      const chunk = this.#chunks[i] as FileChunk;
      if (chunk.startByte >= end) break;
      window.push(chunk);
      bytes += chunk.size;
      if (bytes < windowBytes) continue;
      yield window;
      [window, bytes] = [[], 0];
    }
    if (window.length > 0) yield window;
  }

  /** The chunk that holds a byte. */
  #indexOf(byte: number): number {
    let [low, high] = [0, this.#chunks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { startByte, size } = this.#chunks[middle] as FileChunk;
      if (startByte + size <= byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
