import type { ChunkDigest } from '@beatflow/audio/chunks';
import type { ChunkName } from '@beatflow/shared';

/** The missing chunks where they are first in the file: what is in it twice travels once. */
export function pickMissing(chunks: readonly ChunkDigest[], missing: ReadonlySet<string>): ChunkDigest[] {
  const first = new Map<string, ChunkDigest>();
  for (const chunk of chunks) if (missing.has(chunk.digest) && !first.has(chunk.digest)) first.set(chunk.digest, chunk);
  return [...first.values()];
}

/** Chunks as the server is told of them. */
export function toNames(chunks: readonly ChunkDigest[]): ChunkName[] {
  return chunks.map(({ digest, length }) => [digest, length]);
}
