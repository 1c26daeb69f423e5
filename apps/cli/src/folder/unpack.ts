import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { type ChunkDecoder, openChunkDecoder } from '@beatflow/audio/chunks';
import type { ChunkPlace } from './chunk-place.ts';

/** Writing a file out of its chunks, or only looking whether chunks are right. */
export type UnpackJob =
  | { kind: 'copy'; digest: string; target: string; chunks: readonly ChunkPlace[] }
  | { kind: 'check'; chunks: readonly ChunkPlace[] };

let decoderOfThread: Promise<ChunkDecoder> | undefined;

/**
 * Does a job in this thread, which does nothing else meanwhile. Answers the digests of what is damaged: chunks, or the
 * file, which is then not there.
 */
export async function unpack(job: UnpackJob): Promise<string[]> {
  const chunks = new ChunkBytes(await openDecoder());
  try {
    return job.kind === 'check' ? checkChunks(job.chunks, chunks) : copyFile(job, chunks);
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

function copyFile({ digest, target, chunks: places }: UnpackJob & { kind: 'copy' }, chunks: ChunkBytes): string[] {
  const hash = createHash('sha256');
  const file = openSync(target, 'wx');
  try {
    for (const place of places) {
      const bytes = chunks.read(place);
      if (!bytes) break;
      hash.update(bytes);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    }
  } finally {
    closeSync(file);
  }
  if (hash.digest('hex') === digest) return [];
  rmSync(target);
  return [digest];
}

/** Reads chunks, one after the other into the same memory, and keeps open what they are read from. */
class ChunkBytes {
  readonly #decoder: ChunkDecoder;
  #stored = Buffer.allocUnsafeSlow(256 * 1024);
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
