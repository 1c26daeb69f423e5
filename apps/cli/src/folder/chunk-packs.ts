import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSentChunks } from '../server/read-chunk-lists.ts';
import type { ChunkPlace } from './chunk-place.ts';

/** No list of chunks that a server sends at once is longer. */
const MAX_HEAD_BYTES = 16 * 1024 * 1024;

/**
 * Chunks as they came from a server, in the files that they came in: each begins with a list of what follows. One whose
 * end never came is good for what is there.
 */
export class ChunkPacks {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the next chunks may be written to. */
  async newPath(): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    return join(this.#folder, `${randomBytes(8).toString('hex')}.pack`);
  }

  /** Where all chunks are that came, by their digests. */
  async listPlaces(): Promise<Map<string, ChunkPlace>> {
    const names = await readdir(this.#folder).catch(() => []);
    const places = new Map<string, ChunkPlace>();
    for (const name of names.filter((each) => each.endsWith('.pack')).sort()) {
      for (const place of new PackReader(join(this.#folder, name)).readNew()) places.set(place.digest, place);
    }
    return places;
  }
}

/** Reads what is in a pack while it is being written. */
export class PackReader {
  readonly #path: string;
  #coming: ChunkPlace[] | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** The chunks that have come since it was asked last. */
  readNew(): ChunkPlace[] {
    const file = openSync(this.#path, 'r');
    try {
      const { size } = fstatSync(file);
      this.#coming ??= readHead(this.#path, file, size);
      const first = this.#coming?.findIndex(({ offset, storedSize }) => offset + storedSize > size) ?? 0;
      return this.#coming?.splice(0, first < 0 ? this.#coming.length : first) ?? [];
    } finally {
      closeSync(file);
    }
  }
}

/** Where the chunks of a pack are, or will be; null while its list has not come. */
function readHead(path: string, file: number, size: number): ChunkPlace[] | null {
  const length = Buffer.alloc(4);
  readSync(file, length, 0, 4, 0);
  const head = Buffer.alloc(Math.min(length.readUInt32LE(0), MAX_HEAD_BYTES));
  if (4 + head.length > size) return null;
  readSync(file, head, 0, head.length, 4);
  let offset = 4 + head.length;
  return (readSentChunks(head.toString()) ?? []).map(([digest, chunkSize, storedSize, encoding, version]) => {
    const place = { digest, size: chunkSize, path, offset, storedSize, encoding, version };
    offset += storedSize;
    return place;
  });
}
