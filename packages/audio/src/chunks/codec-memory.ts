import { codecBinary } from './codec.gen.ts';

/** What the WebAssembly of the codec offers; `codec/assembly/index.ts` says how it works. */
export interface CodecMemory {
  /** Everything; the places below count from its beginning. */
  bytes: Uint8Array;
  chunkPlace: number;
  encodedPlace: number;
  decodedPlace: number;
  /** Encodes the chunk that lies at its place; answers how many bytes that took, 0 where it saves none. */
  encode: (bytes: number, channels: number, sampleBytes: number, flags: number) => number;
  /** Decodes the encoded bytes that lie at their place; not 0 where that gave so many bytes. */
  decode: (encodedBytes: number, bytes: number) => number;
  /** Whether the decoded chunk is the chunk; not 0 when it is. */
  isSame: (bytes: number) => number;
}

interface Exports extends Pick<CodecMemory, 'encode' | 'decode' | 'isSame'> {
  memory: { buffer: ArrayBuffer };
  chunkPlace: () => number;
  encodedPlace: () => number;
  decodedPlace: () => number;
}

/** The part of WebAssembly that is used here: what runs in Node and browsers alike has no types of either. */
declare const WebAssembly: { instantiate(binary: Uint8Array): Promise<{ instance: { exports: unknown } }> };
declare function atob(text: string): string;

/** Loads the codec: six megabytes of memory that are used again for every chunk. */
export async function openCodecMemory(): Promise<CodecMemory> {
  const binary = Uint8Array.from(atob(codecBinary), (letter) => letter.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(binary);
  const { memory, encode, decode, isSame, chunkPlace, encodedPlace, decodedPlace } = instance.exports as Exports;
  return {
    bytes: new Uint8Array(memory.buffer),
    chunkPlace: chunkPlace(),
    encodedPlace: encodedPlace(),
    decodedPlace: decodedPlace(),
    encode,
    decode,
    isSame,
  };
}
