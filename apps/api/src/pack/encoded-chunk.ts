/** A chunk as it is stored, with what it takes to get its bytes back, and to know that they are right. */
export interface EncodedChunk {
  /** SHA-256 of the bytes themselves. */
  digest: string;
  size: number;
  encoding: string;
  version: number;
  /** The encoded bytes. */
  bytes: Uint8Array;
}

/** A chunk to be decoded. */
export interface ChunkToDecode extends EncodedChunk {
  /** Where its bytes are wanted: `size` bytes of memory that threads share. Without it they come in memory of their own. */
  into?: Uint8Array;
}
