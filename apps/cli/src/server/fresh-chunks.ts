import type { ChunkName } from '@beatflow/shared';

/** So much is sent without asking first whether it is missing. */
export const UNASKED_BYTES = 8 * 1024 * 1024;

/** The chunks of a file that are not among those of another, each once. */
export function listFreshChunks(chunks: readonly ChunkName[], known: readonly ChunkName[]): ChunkName[] {
  const there = new Set(known.map(([digest]) => digest));
  return [...new Map(chunks)].filter(([digest]) => !there.has(digest));
}

/** How many bytes some chunks are. */
export function countBytes(chunks: readonly ChunkName[]): number {
  return chunks.reduce((sum, [, length]) => sum + length, 0);
}
