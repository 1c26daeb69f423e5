import { type CodecMemory, openCodecMemory } from './codec-memory.ts';
import type { ChunkLayout, PcmShape } from './file-layout.ts';
import { maxChunkBytes } from './find-cut.ts';

/**
 * How a chunk's bytes are kept: as they are; as a FLAC stream of its integers; as a FLAC stream of the upper part of
 * floats or of integers of 32 bits, with the rest of their bits behind it.
 */
export type ChunkEncoding = 'raw' | 'flac' | 'flac-split';

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
  /** The smallest encoding that gives the very bytes back, which has been tried; raw where none does, or none is smaller. */
  encode(bytes: Uint8Array, layout: ChunkLayout): EncodedChunk;
  /**
   * The chunk of `length` bytes. Throws a ChunkDamaged where the encoded bytes are not what `encode` wrote. It does not notice
   * every damage: who must know compares the digest.
   */
  decode(kept: KeptChunk, length: number): Uint8Array;
}

/** Encoded bytes that do not decode. The store says which chunk it was. */
export class ChunkDamaged extends Error {
  override name = 'ChunkDamaged';
}

/** Gets a codec ready: one per thread, kept for as long as there is work. */
export async function openChunkCodec(): Promise<ChunkCodec> {
  const memory = await openCodecMemory();
  return {
    encode(bytes, layout) {
      const packed = layout && bytes.length <= maxChunkBytes ? encodeFlac(memory, bytes, layout) : null;
      return packed ?? { encoding: 'raw', version: 1, bytes };
    },
    decode({ encoding, version, bytes }, length) {
      if (version !== 1) throw new ChunkDamaged(`A chunk is kept as ${encoding}, version ${version}: unknown here.`);
      if (encoding === 'raw' && bytes.length === length) return bytes;
      if (encoding === 'flac' || encoding === 'flac-split') return decodeFlac(memory, bytes, length);
      throw new ChunkDamaged(`A chunk of ${length} bytes is not kept as ${bytes.length} bytes of ${encoding}.`);
    },
  };
}

const bigEndianFlag = 1;
const unsignedFlag = 2;
const floatFlag = 4;

function encodeFlac(memory: CodecMemory, bytes: Uint8Array, shape: PcmShape): EncodedChunk | null {
  const flags =
    (shape.bigEndian ? bigEndianFlag : 0) +
    (shape.unsigned ? unsignedFlag : 0) +
    (shape.sampleFormat === 'float' ? floatFlag : 0);
  memory.bytes.set(bytes, memory.chunkPlace);
  const length = memory.encode(bytes.length, shape.channels, shape.sampleBytes, flags);
  // What was encoded still lies where decoding reads it; a codec that errs costs room, and no bytes.
  if (length === 0 || !memory.decode(length, bytes.length) || !memory.isSame(bytes.length)) return null;
  return {
    encoding: shape.sampleBytes === 4 ? 'flac-split' : 'flac',
    version: 1,
    bytes: memory.bytes.slice(memory.encodedPlace, memory.encodedPlace + length),
  };
}

function decodeFlac(memory: CodecMemory, bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length > 2 * maxChunkBytes) throw new ChunkDamaged(`A chunk takes ${bytes.length} bytes.`);
  memory.bytes.set(bytes, memory.encodedPlace);
  if (!memory.decode(bytes.length, length)) throw new ChunkDamaged('A chunk does not decode.');
  return memory.bytes.slice(memory.decodedPlace, memory.decodedPlace + length);
}
