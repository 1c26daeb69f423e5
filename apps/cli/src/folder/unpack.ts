import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { type ChunkDecoder, openChunkDecoder } from '@beatflow/audio/chunks';
import type { ChunkPlace } from './chunk-place.ts';

/** Some chunks of a file that is written to a place of its own. */
export interface PartOfCopy {
  kind: 'part';
  /** SHA-256 of the whole file. */
  digest: string;
  target: string;
  /** How many parts have not been written; one number that all threads share. */
  partsLeft: Int32Array;
  /** Where in the file the part begins. */
  offset: number;
  chunks: readonly ChunkPlace[];
}

/** Writing a part of a file, or only looking whether chunks are right. */
export type UnpackJob = PartOfCopy | { kind: 'check'; chunks: readonly ChunkPlace[] };

const READ_BYTES = 256 * 1024;

let decoderOfThread: Promise<ChunkDecoder> | undefined;

/**
 * Does a job in this thread, which does nothing else meanwhile. Answers the digests of what is damaged: chunks, or the
 * file, which is then not there. Who writes the last part of a file looks at all of it.
 */
export async function unpack(job: UnpackJob): Promise<string[]> {
  const chunks = new ChunkBytes(await openDecoder());
  try {
    return job.kind === 'check' ? checkChunks(job.chunks, chunks) : writePart(job, chunks);
  } finally {
    chunks.close();
  }
}

async function openDecoder(): Promise<ChunkDecoder> {
  decoderOfThread ??= openChunkDecoder();
  return decoderOfThread;
}

function checkChunks(places: readonly ChunkPlace[], chunks: ChunkBytes): string[] {
  return places.flatMap((place) => {
    const bytes = chunks.read(place);
    return bytes && createHash('sha256').update(bytes).digest('hex') === place.digest ? [] : [place.digest];
  });
}

function writePart({ digest, target, partsLeft, offset, chunks: places }: PartOfCopy, chunks: ChunkBytes): string[] {
  const file = openSync(target, constants.O_WRONLY | constants.O_CREAT);
  try {
    let at = offset;
    for (const place of places) {
      const bytes = chunks.read(place);
      // Where there are none, the digest of the file will tell.
      if (bytes) writeAll(file, bytes, at);
      at += place.size;
    }
  } finally {
    closeSync(file);
  }
  const isLast = Atomics.sub(partsLeft, 0, 1) === 1;
  if (!isLast || hashFile(target) === digest) return [];
  rmSync(target);
  return [digest];
}

function writeAll(file: number, bytes: Uint8Array, offset: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, offset + at);
}

function hashFile(path: string): string {
  const hash = createHash('sha256');
  const memory = Buffer.allocUnsafeSlow(READ_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let count = READ_BYTES; count > 0; ) {
      count = readSync(file, memory);
      hash.update(memory.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Reads chunks, one after the other into the same memory, and keeps open what they are read from. */
class ChunkBytes {
  readonly #decoder: ChunkDecoder;
  #stored = Buffer.allocUnsafeSlow(READ_BYTES);
  readonly #files = new Map<string, number>();

  constructor(decoder: ChunkDecoder) {
    this.#decoder = decoder;
  }

  /** The bytes of a chunk until the next is read; null where they cannot be had. Whether they are right, a digest tells. */
  read({ path, offset, storedSize, size, encoding, version }: ChunkPlace): Uint8Array | null {
    const bytes = this.#readStored(path, offset, storedSize);
    try {
      return bytes && this.#decoder.decode({ encoding, version, bytes }, size);
    } catch {
      // Whatever a decoder stumbles over, it is wrong bytes; and it may not be of use any more.
      decoderOfThread = undefined;
      return null;
    }
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
  }

  #readStored(path: string, offset: number, length: number): Buffer | null {
    const file = this.#open(path);
    if (file === null) return null;
    if (this.#stored.length < length) this.#stored = Buffer.allocUnsafeSlow(length);
    for (let filled = 0; filled < length; ) {
      const count = readSync(file, this.#stored, filled, length - filled, offset + filled);
      if (count === 0) return null;
      filled += count;
    }
    return this.#stored.subarray(0, length);
  }

  #open(path: string): number | null {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    try {
      const file = openSync(path, 'r');
      this.#files.set(path, file);
      return file;
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw err;
    }
  }
}
