import { Readable } from 'node:stream';
import { maxChunkBytes } from '@beatflow/audio/chunks';
import type { OpenObject } from '../store/audio-store.ts';
import { SharedMemory } from '../store/shared-memory.ts';
import type { FileChunk } from './chunk-place.ts';
import type { ChunkReader } from './chunk-reader.ts';

/** How much is decoded ahead of who reads; a window ends with the chunk that reaches it. */
const windowBytes = 2 * 2 ** 20;
const decodedBytes = windowBytes + maxChunkBytes;
/** Each has room for one window decoded, and for it as it is stored, which is hardly ever more. */
const windowMemory = new SharedMemory({ sizeBytes: 2 * decodedBytes, maxPieces: 16 });

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
    for (const chunks of this.#windows(offset, end)) {
      const read = await this.#reader.read(chunks);
      parts.push(...read.map((bytes, i) => cut(bytes, chunks[i]!.startByte, offset, end)));
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** While one window is taken the next is read. */
  async *parts(start: number, end: number): AsyncGenerator<Uint8Array> {
    const windows = this.#windows(start, Math.min(end, this.size));
    const memory: (Buffer | null)[] = [];
    const read = async (turn: number) => {
      const { value: chunks } = windows.next();
      if (!chunks) return null;
      if (turn < 2) memory.push(windowMemory.take());
      return this.#readWindow(chunks, memory[turn % 2]!, start, end);
    };
    let next = read(0);
    try {
      for (let turn = 1; ; turn++) {
        const part = await next;
        if (!part) break;
        next = read(turn);
        // Whoever reads may stop here: then nobody asks what became of it.
        next.catch(() => {});
        yield part;
      }
    } finally {
      const giveBack = () => {
        for (const piece of memory) if (piece) windowMemory.give(piece);
      };
      void next.then(giveBack, giveBack);
    }
    if (end > this.size) throw new Error(`A stored object ends at byte ${this.size}, before byte ${end}.`);
  }

  stream(start: number, end: number): Readable {
    return Readable.from(this.#copies(start, end), { objectMode: false, highWaterMark: 256 * 1024 });
  }

  async close(): Promise<void> {
    // Nothing is held open: each read opens the packs that it needs.
  }

  async *#copies(start: number, end: number): AsyncGenerator<Uint8Array> {
    for await (const part of this.parts(start, end)) yield Buffer.from(part);
  }

  /** What a window has from `start` to `end`; in memory of its own where there is no other. */
  async #readWindow(chunks: FileChunk[], memory: Buffer | null, start: number, end: number): Promise<Uint8Array> {
    const { startByte } = chunks[0]!;
    if (!memory) return cut(Buffer.concat(await this.#reader.read(chunks)), startByte, start, end);
    const room = { decoded: memory.subarray(0, decodedBytes), stored: memory.subarray(decodedBytes) };
    // What is taken in part alone is where the next range begins.
    const isEdge = (chunk: FileChunk) => chunk.startByte < start || chunk.startByte + chunk.size > end;
    return cut(await this.#reader.readInto(chunks, room, isEdge), startByte, start, end);
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

/** Of bytes that lie at `startByte`, those from `start` to `end`. */
function cut(bytes: Uint8Array, startByte: number, start: number, end: number): Uint8Array {
  return bytes.subarray(Math.max(0, start - startByte), Math.max(0, end - startByte));
}
