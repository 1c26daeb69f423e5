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
