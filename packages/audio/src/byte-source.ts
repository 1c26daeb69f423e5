/** Bytes of known size that can be read anywhere: a file on disk, a Blob in a browser, an array in memory. */
export interface ByteSource {
  readonly size: number;
  /** Reads `length` bytes from `offset`; answers fewer only where the bytes end. The caller never writes into the answer. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Reads from an array in memory, without copying it. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** Reads from a Blob or File, piece by piece. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}
