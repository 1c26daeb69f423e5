import type { ChunkDigest } from '@beatflow/audio/chunks';
import { type ChunkName, missingChunks } from '@beatflow/shared';
import type { RequestError } from '../api/request-error.ts';

/** The missing chunks where they are first in the file: what is in it twice travels once. */
export function pickMissing(chunks: readonly ChunkDigest[], missing: ReadonlySet<string>): ChunkDigest[] {
  const first = new Map<string, ChunkDigest>();
  for (const chunk of chunks) if (missing.has(chunk.digest) && !first.has(chunk.digest)) first.set(chunk.digest, chunk);
  return [...first.values()];
}

/** The digests that a refusal names as missing; null when it names none. */
export function readMissing({ reason, data }: RequestError): ReadonlySet<string> | null {
  const { success, data: named } = missingChunks.safeParse(data);
  return reason === 'chunks-missing' && success && named.missing.length > 0 ? new Set(named.missing) : null;
}

/** Chunks as the server is told of them. */
export function toNames(chunks: readonly ChunkDigest[]): ChunkName[] {
  return chunks.map(({ digest, length }) => [digest, length]);
}
