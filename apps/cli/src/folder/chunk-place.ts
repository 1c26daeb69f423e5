/** Where a chunk is kept: some bytes of a file, and how they are encoded. */
export interface ChunkPlace {
  /** SHA-256 of the chunk itself. */
  digest: string;
  /** How many bytes it is. */
  size: number;
  path: string;
  offset: number;
  /** How many bytes it takes there. */
  storedSize: number;
  encoding: string;
  version: number;
}

/** A file as it is kept in chunks, in their order. */
export interface PackedFile {
  chunks: ChunkPlace[];
}
