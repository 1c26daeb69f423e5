import { StagedChunkModel } from '@beatflow/db';
import { findUsableChunks } from '../access/find-usable-chunks.ts';
import type { ByteServices } from '../ingest/byte-services.ts';
import type { ChunkPlace } from '../pack/chunk-place.ts';
import { findGoodChunks } from '../pack/find-good-chunks.ts';

/** Where a chunk is that a user may put into a file: with what they sent, or in audio that they may use. */
export type ChunkFor = { staged: StagedChunkModel } | { place: ChunkPlace };

/** Of these chunks, those that the user sent, or that are in audio which they uploaded or may read. */
export async function findChunksFor(
  { database, home }: Pick<ByteServices, 'database' | 'home'>,
  userId: string,
  digests: readonly string[],
): Promise<Map<string, ChunkFor>> {
  const wanted = [...new Set(digests)];
  const found = new Map<string, ChunkFor>();
  const [waiting, usable] = await Promise.all([
    StagedChunkModel.findAll({ where: { userId, digest: wanted } }),
    findUsableChunks(database, userId, wanted),
  ]);
  for (const staged of waiting) found.set(staged.digest, { staged });
  const { good } = await findGoodChunks({ database, home }, [...usable]);
  for (const [digest, place] of good) found.set(digest, { place });
  return found;
}
