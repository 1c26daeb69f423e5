import { StagedChunkModel } from '@beatflow/db';
import { findUsableChunks } from '../access/find-usable-chunks.ts';
import type { ByteServices } from '../ingest/byte-services.ts';
import { type ChunkPlace, findChunkPlaces } from '../pack/chunk-place.ts';
import { checkPlaces } from '../pack/find-good-chunks.ts';

/** Where a chunk is that a user may put into a file: with what they sent, or in audio that they may use. */
export type ChunkFor = { staged: StagedChunkModel } | { place: ChunkPlace };

/** What is known of some chunks, for a user. */
export interface ChunksFor {
  /** Those that the user sent, or that are in audio which they uploaded or may read. */
  found: Map<string, ChunkFor>;
  /** Chunks that the database knows, and whose bytes are lost or damaged: of those that may be used or are mended. */
  bad: string[];
}

/**
 * What a user may make a file of: what they sent, or may use. Where one is about to be made, of what they sent and what they
 * `bring` with it, one also hears what is damaged here, whoever has it, and so is mended.
 */
export async function findChunksFor(
  { database, home }: Pick<ByteServices, 'database' | 'home'>,
  userId: string,
  digests: readonly string[],
  bring?: { has(digest: string): boolean },
): Promise<ChunksFor> {
  const wanted = [...new Set(digests)];
  const [waiting, usable, places] = await Promise.all([
    StagedChunkModel.findAll({ where: { userId, digest: wanted } }),
    findUsableChunks(database, userId, wanted),
    findChunkPlaces(database, wanted),
  ]);
  const found = new Map<string, ChunkFor>();
  for (const staged of waiting) found.set(staged.digest, { staged });
  // What others alone have is only looked at where it may be mended.
  const mayMend = (digest: string) => bring !== undefined && (bring.has(digest) || found.has(digest));
  const isLookedAt = (digest: string) => usable.has(digest) || mayMend(digest);
  const { good, bad } = await checkPlaces({ home }, new Map([...places].filter(([digest]) => isLookedAt(digest))));
  for (const [digest, place] of good) if (usable.has(digest)) found.set(digest, { place });
  return { found, bad: [...bad] };
}
