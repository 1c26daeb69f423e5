import type { CodecMemory } from './codec-memory.ts';
import type { PcmShape } from './file-layout.ts';

const bigEndianFlag = 1;
const unsignedFlag = 2;
const floatFlag = 4;

/** Encodes whole frames as FLAC; null where that saves nothing, or cannot be done (see codec/assembly/index.ts). */
export function encodeFlac(memory: CodecMemory, bytes: Uint8Array, shape: PcmShape): Uint8Array | null {
  const flags =
    (shape.bigEndian ? bigEndianFlag : 0) +
    (shape.unsigned ? unsignedFlag : 0) +
    (shape.sampleFormat === 'float' ? floatFlag : 0);
  memory.bytes.set(bytes, memory.chunkPlace);
  const length = memory.encode(bytes.length, shape.channels, shape.sampleBytes, flags);
  // What was encoded still lies where decoding reads it; a codec that errs costs room, and no bytes.
  if (length === 0 || !memory.decode(length, bytes.length) || !memory.isSame(bytes.length)) return null;
  return memory.bytes.slice(memory.encodedPlace, memory.encodedPlace + length);
}

/** The chunk of `length` bytes, until the codec is used again, or null. The encoded bytes are no more than a chunk may be. */
export function decodeFlac(memory: CodecMemory, encoded: Uint8Array, length: number): Uint8Array | null {
  memory.bytes.set(encoded, memory.encodedPlace);
  if (!memory.decode(encoded.length, length)) return null;
  return memory.bytes.subarray(memory.decodedPlace, memory.decodedPlace + length);
}
