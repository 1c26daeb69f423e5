import type { Database } from '@beatflow/db';
import type { AudioStore } from '../store/audio-store.ts';
import { ObjectGone } from '../store/object-gone.ts';
import { ChunkCache } from './chunk-cache.ts';
import { type ChunkPlace, findChunkPlaces } from './chunk-place.ts';
import type { ChunkToDecode, EncodedChunk } from './encoded-chunk.ts';
import { storedChecksum } from './pack-file.ts';
import { type PackRead, planReads } from './plan-reads.ts';

export interface ChunkReaderOptions {
  database: Database;
  /** Where packs are. */
  home: AudioStore;
  /** Decodes chunks; answers null for each that is not the bytes that its digest names. */
  decode: (chunks: ChunkToDecode[]) => Promise<(Uint8Array | null)[]>;
  /** Told of chunks whose bytes are wrong. */
  onDamaged?: (digests: string[]) => Promise<void>;
  cacheBytes?: number;
}

/** Memory to read into, which threads share. */
export interface ReadMemory {
  /** Has room for all that is read. */
  decoded: Uint8Array;
  /** For what is stored, as far as there is room. */
  stored: Uint8Array;
}

interface DecodedChunks {
  encoded: EncodedChunk[];
  /** The bytes of each, or null where they are wrong. */
  decoded: (Uint8Array | null)[];
  damaged: string[];
}

/** Reads chunks out of packs. What it answers is what the digest says, or it throws. */
export class ChunkReader {
  readonly #options: ChunkReaderOptions;
  readonly #cache: ChunkCache;

  constructor(options: ChunkReaderOptions) {
    this.#options = options;
    this.#cache = new ChunkCache(options.cacheBytes ?? 32 * 2 ** 20);
  }

  /** The bytes of these chunks, in their order. Hold few at a time: all of them are in memory at once. */
  async read(chunks: readonly ChunkPlace[]): Promise<Uint8Array[]> {
    const found = new Map<string, Uint8Array>();
    for (const { digest } of chunks) {
      const cached = this.#cache.get(digest);
      if (cached) found.set(digest, cached);
    }
    const missing = chunks.filter(({ digest }) => !found.has(digest));
    const { encoded, decoded, damaged } = await this.#readTwice(missing);
    requireUndamaged(damaged);
    for (const [i, { digest }] of encoded.entries()) {
      const bytes = decoded[i] as Uint8Array;
      found.set(digest, bytes);
      this.#cache.set(digest, bytes);
    }
    return chunks.map(({ digest }) => found.get(digest) as Uint8Array);
  }

  /**
   * The same, one behind the other in memory that threads share. Those that `isKept` names are kept for who reads next.
   * When this returns or throws, nobody writes into the memory any more.
   */
  async readInto<Place extends ChunkPlace>(
    chunks: readonly Place[],
    { decoded, stored }: ReadMemory,
    isKept: (chunk: Place) => boolean,
  ): Promise<Uint8Array> {
    let length = 0;
    const slots = chunks.map(({ size }) => {
      length += size;
      return decoded.subarray(length - size, length);
    });
    const slotOf = new Map<string, Uint8Array>();
    const missing = chunks.filter(({ digest }, i) => {
      if (slotOf.has(digest)) return false;
      slotOf.set(digest, slots[i]!);
      const cached = this.#cache.get(digest);
      if (cached) slots[i]!.set(cached);
      return !cached;
    });
    await this.#decodeInto(slotOf, missing, stored);
    for (const [i, chunk] of chunks.entries()) {
      const first = slotOf.get(chunk.digest)!;
      if (first !== slots[i]) slots[i]!.set(first);
      else if (isKept(chunk)) this.#cache.set(chunk.digest, Uint8Array.from(first));
    }
    return decoded.subarray(0, length);
  }

  /** The same as they are stored, of those that were decoded and found right. */
  async readEncoded(chunks: readonly ChunkPlace[]): Promise<EncodedChunk[]> {
    const { encoded, decoded } = await this.#readTwice(chunks);
    return encoded.filter((_, i) => decoded[i]);
  }

  /**
   * The same as they are stored, to be sent like that: found right by the checksum that is kept of each, or else by
   * decoding. Throws where one is wrong. They lie in `memory`, as far as there is room.
   */
  async readKept(chunks: readonly ChunkPlace[], memory?: Uint8Array): Promise<EncodedChunk[]> {
    const checksums = new Map(chunks.map(({ digest, storedCrc32 }) => [digest, storedCrc32]));
    const stored = await this.#readStored(chunks, memory);
    const right = stored.filter(({ digest, bytes }) => checksums.get(digest) === storedChecksum(bytes));
    if (right.length === stored.length) return right;
    const known = new Set(right.map(({ digest }) => digest));
    const { encoded, damaged } = await this.#readTwice(chunks.filter(({ digest }) => !known.has(digest)));
    requireUndamaged(damaged);
    return [...right, ...encoded];
  }

  async #decodeInto(
    slotOf: ReadonlyMap<string, Uint8Array>,
    chunks: readonly ChunkPlace[],
    memory: Uint8Array,
  ): Promise<void> {
    const stored = await this.#readStored(chunks, memory);
    const decoded = await this.#options.decode(stored.map((chunk) => ({ ...chunk, into: slotOf.get(chunk.digest)! })));
    const right = new Set(stored.filter((_, i) => decoded[i]).map(({ digest }) => digest));
    const wrong = chunks.filter(({ digest }) => !right.has(digest));
    for (const [i, bytes] of (await this.read(wrong)).entries()) slotOf.get(wrong[i]!.digest)!.set(bytes);
  }

  /** Reads and decodes chunks. Those that are wrong are read once more: their bytes may have changed on the way. */
  async #readTwice(chunks: readonly ChunkPlace[]): Promise<DecodedChunks> {
    const first = await this.#readStored(chunks);
    const encoded = new Map(first.map((chunk) => [chunk.digest, chunk]));
    const decoded = await this.#decode(first);
    const wrong = chunks.filter(({ digest }) => decoded.get(digest) === null);
    if (wrong.length > 0) {
      const second = await this.#readStored(wrong);
      for (const chunk of second) encoded.set(chunk.digest, chunk);
      for (const [digest, bytes] of await this.#decode(second)) decoded.set(digest, bytes);
    }
    const damaged = wrong.map(({ digest }) => digest).filter((digest) => !decoded.get(digest));
    if (damaged.length > 0) await this.#options.onDamaged?.(damaged);
    const all = [...encoded.values()];
    return { encoded: all, decoded: all.map(({ digest }) => decoded.get(digest) ?? null), damaged };
  }

  /** The bytes of each chunk, or null where they are not what its digest says. */
  async #decode(encoded: EncodedChunk[]): Promise<Map<string, Uint8Array | null>> {
    const decoded = await this.#options.decode(encoded);
    return new Map(encoded.map(({ digest }, i) => [digest, decoded[i] ?? null]));
  }

  async #readStored(chunks: readonly ChunkPlace[], memory: Uint8Array = new Uint8Array(0)): Promise<EncodedChunk[]> {
    const stored: EncodedChunk[] = [];
    let used = 0;
    for (const read of planReads(chunks)) {
      const room = memory.subarray(used, used + read.length);
      const isEnough = room.length === read.length;
      if (isEnough) used += read.length;
      // A pack may have been rewritten since its chunks were looked up: then they are elsewhere, and equal.
      stored.push(
        ...((await this.#readPack(read, isEnough ? room : undefined)) ?? (await this.#readMoved(read.chunks))),
      );
    }
    return stored;
  }

  async #readMoved(chunks: readonly ChunkPlace[]): Promise<EncodedChunk[]> {
    const places = await findChunkPlaces(
      this.#options.database,
      chunks.map(({ digest }) => digest),
    );
    const moved = chunks.flatMap(({ digest }) => places.get(digest) ?? []);
    const stored: EncodedChunk[] = [];
    for (const read of planReads(moved)) stored.push(...((await this.#readPack(read)) ?? []));
    if (stored.length === chunks.length) return stored;
    const lost = chunks.filter(({ digest }) => !stored.some((chunk) => chunk.digest === digest));
    throw new Error(`The store has lost the chunks ${lost.map(({ digest }) => digest).join(', ')}.`);
  }

  /** Null when the pack is not here. */
  async #readPack(
    { packDigest, offset, length, chunks }: PackRead,
    memory?: Uint8Array,
  ): Promise<EncodedChunk[] | null> {
    const pack = await this.#options.home.open({ digest: packDigest, part: 'pack' });
    if (!pack) return null;
    try {
      const bytes = await pack.read(offset, length, memory);
      return chunks.map((chunk) => ({
        digest: chunk.digest,
        size: chunk.size,
        encoding: chunk.encoding,
        version: chunk.version,
        bytes: bytes.subarray(chunk.offset - offset, chunk.offset - offset + chunk.storedSize),
      }));
    } catch (err) {
      if (err instanceof ObjectGone) return null;
      throw err;
    } finally {
      await pack.close();
    }
  }
}

function requireUndamaged(damaged: readonly string[]): void {
  if (damaged.length > 0) throw new Error(`The store holds wrong bytes of the chunks ${damaged.join(', ')}.`);
}
