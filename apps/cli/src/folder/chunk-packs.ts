import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
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
      for (const place of await readPlaces(join(this.#folder, name))) places.set(place.digest, place);
    }
    return places;
  }
}

/** Which chunks a pack holds, and where. */
export async function readPlaces(path: string): Promise<ChunkPlace[]> {
  const file = await open(path).catch((err: NodeJS.ErrnoException) => {
    // Nothing came at all.
    if (err.code === 'ENOENT') return null;
    throw err;
  });
  if (!file) return [];
  try {
    const { size: fileSize } = await file.stat();
    const length = Buffer.alloc(4);
    await file.read(length, 0, 4, 0);
    const head = Buffer.alloc(Math.min(length.readUInt32LE(0), MAX_HEAD_BYTES));
    if (4 + head.length > fileSize) return [];
    await file.read(head, 0, head.length, 4);
    let offset = 4 + head.length;
    const places: ChunkPlace[] = [];
    for (const [digest, size, storedSize, encoding, version] of readSentChunks(head.toString()) ?? []) {
      if (offset + storedSize > fileSize) break;
      places.push({ digest, size, path, offset, storedSize, encoding, version });
      offset += storedSize;
    }
    return places;
  } finally {
    await file.close();
  }
}
