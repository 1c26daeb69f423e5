import { openCodecMemory } from './codec-memory.ts';
import type { ChunkLayout } from './file-layout.ts';
import { maxChunkBytes } from './find-cut.ts';
import { decodeFlac, encodeFlac } from './flac-encoding.ts';
import { decodePlanes, encodePlanes, openZstd } from './planes-encoding.ts';

/**
 * How a chunk's bytes are kept: as they are; as a FLAC stream of its integers; as a FLAC stream of the upper part of
 * floats or of integers of 32 bits, with the rest of their bits behind it; as byte planes in zstd, which is for all the rest.
 */
export type ChunkEncoding = 'raw' | 'flac' | 'flac-split' | 'planes';

/** A chunk as it is kept. Its bytes say everything that decoding needs, except how long the chunk is. */
export interface EncodedChunk {
  encoding: ChunkEncoding;
  /** Of the encoding; what is kept stays readable when a later version writes something better. */
  version: number;
  bytes: Uint8Array;
}

/** What was kept of a chunk, perhaps by another version of this program. */
export interface KeptChunk {
  encoding: string;
  version: number;
  bytes: Uint8Array;
}

/** Packs chunks losslessly. One instance serves one thread. */
export interface ChunkCodec {
  /**
   * Packs a chunk. What comes out has been decoded again and compared here already, and is raw where that failed, or where nothing
   * would be saved.
   */
  encode(bytes: Uint8Array, layout: ChunkLayout): EncodedChunk;
  /**
   * The chunk of `length` bytes: in `into`, which has room for them, or else in memory of its own. Throws a ChunkDamaged where
   * the encoded bytes are not what `encode` wrote. It does not notice every damage: who must know compares the digest.
   */
  decode(kept: KeptChunk, length: number, into?: Uint8Array): Uint8Array;
}

/** Encoded bytes that do not decode. The store says which chunk it was. */
export class ChunkDamaged extends Error {
  override name = 'ChunkDamaged';
}

/** Fewer bytes than these are kept as they are. */
const leastBytes = 128;

/** Gets a codec ready: one per thread, kept for as long as there is work. */
export async function openChunkCodec(): Promise<ChunkCodec> {
  const [memory, zstd] = await Promise.all([openCodecMemory(), openZstd()]);
  return {
    encode(bytes, layout) {
      const isPackable = bytes.length >= leastBytes && bytes.length <= maxChunkBytes;
      const flac = isPackable && layout ? encodeFlac(memory, bytes, layout) : null;
      if (flac) return { encoding: layout!.sampleBytes === 4 ? 'flac-split' : 'flac', version: 1, bytes: flac };
      const planes = isPackable ? encodePlanes(zstd, bytes, planesOf(bytes, layout)) : null;
      return planes ? { encoding: 'planes', version: 1, bytes: planes } : { encoding: 'raw', version: 1, bytes };
    },
    decode({ encoding, version, bytes }, length, into) {
      const decoded = version === 1 ? decodeFirst(encoding, bytes, length) : null;
      if (decoded && into) {
        into.set(decoded);
        return into.subarray(0, length);
      }
      // What lies in the codec's memory is gone with the next chunk.
      if (decoded) return decoded.buffer === memory.bytes.buffer ? decoded.slice() : decoded;
      throw new ChunkDamaged(`A chunk of ${length} bytes is not kept as ${encoding} (${version}).`);
    },
  };

  function decodeFirst(encoding: string, bytes: Uint8Array, length: number): Uint8Array | null {
    if (length > maxChunkBytes || bytes.length > length) return null;
    if (encoding === 'raw') return bytes.length === length ? bytes : null;
    if (encoding === 'planes') return decodePlanes(zstd, bytes, length);
    return encoding === 'flac' || encoding === 'flac-split' ? decodeFlac(memory, bytes, length) : null;
  }
}

/** A chunk that was cut short in the middle of a sample has no planes. */
function planesOf({ length }: Uint8Array, layout: ChunkLayout): number {
  return layout && length % layout.sampleBytes === 0 ? layout.sampleBytes : 1;
}
