import type { ChunkDigest } from '@beatflow/audio/chunks';

const smallestBytes = 256 * 1024;
/** Half of what the server takes at once. */
const largestBytes = 8 * 1024 * 1024;
/** A request that is cut is sent again whole: so long at most has it been under way for nothing. */
const aimMs = 300;

/** How much the first request carries, while nothing is known of the line. */
export const firstBatchBytes = 1024 * 1024;

/** How much the next request carries, after one that took so long. */
export function nextBatchBytes(bytes: number, ms: number): number {
  return Math.min(largestBytes, Math.max(smallestBytes, (bytes / Math.max(1, ms)) * aimMs));
}

/** The next chunks to be sent in one request: one at least, and no more of them than fit. */
export function takeBatch(chunks: readonly ChunkDigest[], from: number, maxBytes: number): ChunkDigest[] {
  let end = from + 1;
  let bytes = chunks[from]?.length ?? 0;
  for (let next = chunks[end]; next && bytes + next.length <= maxBytes; next = chunks[end]) {
    bytes += next.length;
    end += 1;
  }
  return chunks.slice(from, end);
}

/** The body of a request: each chunk after its length in four bytes. The browser reads it from the disk as it sends. */
export function frameChunks(file: Blob, chunks: readonly ChunkDigest[]): Blob {
  return new Blob(
    chunks.flatMap(({ offset, length }) => {
      const head = new DataView(new ArrayBuffer(4));
      head.setUint32(0, length, true);
      return [head, file.slice(offset, offset + length)];
    }),
  );
}

export function sumBytes(chunks: readonly ChunkDigest[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
