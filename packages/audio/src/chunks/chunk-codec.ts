import type { ChunkLayout } from './file-layout.ts';

/**
 * How a chunk's bytes are kept: as they are; as a FLAC stream of its integers; as a FLAC stream of what its floats (or
 * wide integers) have in common, with the bits that are left over behind it; as byte planes in zstd.
 */
export type ChunkEncoding = 'raw' | 'flac' | 'flac-split' | 'planes';

/** A chunk as it is kept. Its bytes say everything else that decoding needs, except how long the chunk is. */
export interface EncodedChunk {
  encoding: ChunkEncoding;
  /** Of the encoding; what is kept stays readable when a later version writes something better. */
  version: number;
  bytes: Uint8Array;
}

/** Packs chunks losslessly. One instance serves one thread. */
export interface ChunkCodec {
  /** The smallest encoding that gives the very bytes back, which has been tried: raw when nothing else does. */
  encode(bytes: Uint8Array, layout: ChunkLayout): EncodedChunk;
  /** The chunk of `length` bytes. Throws a ChunkDamaged where the encoded bytes are not what `encode` wrote. */
  decode(encoded: { encoding: string; version: number; bytes: Uint8Array }, length: number): Uint8Array;
}

/** Encoded bytes that do not decode. The store says which chunk it was. */
export class ChunkDamaged extends Error {
  override name = 'ChunkDamaged';
}

/** Gets a codec ready: one per thread, kept for as long as there is work. */
export function openChunkCodec(): Promise<ChunkCodec> {
  return Promise.resolve({
    encode: (bytes) => ({ encoding: 'raw', version: 1, bytes }),
    decode({ encoding, version, bytes }, length) {
      if (encoding !== 'raw' || version !== 1 || bytes.length !== length)
        throw new ChunkDamaged('This chunk is damaged.');
      return bytes;
    },
  });
}
