import { ChunkModel } from '@beatflow/db';
import { readPackIndex } from '../pack/read-pack-index.ts';
import { type Move, type RewriteServices, writeMovedPack } from './write-moved-pack.ts';

/**
 * Looks for other copies of chunks that cannot be read, in every pack of the store, also in those that wait to be
 * removed, and lets readers find them again. Answers which chunks are mended.
 */
export async function repairChunks(services: RewriteServices, wrong: readonly string[]): Promise<string[]> {
  const mended = new Set<string>();
  if (wrong.length === 0) return [];
  const wanted = new Map((await ChunkModel.findAll({ where: { digest: [...wrong] } })).map((row) => [row.digest, row]));
  for await (const { digest: packDigest } of services.home.list('pack')) {
    let copies = await listCopies(services, packDigest, wanted);
    while (copies.length > 0) {
      const { taken, moved } = await writeMovedPack(services, copies);
      for (const digest of moved) {
        mended.add(digest);
        wanted.delete(digest);
      }
      copies = copies.slice(taken);
    }
  }
  return [...mended];
}

/** What of a pack is a copy of a chunk that the database has elsewhere. */
async function listCopies(
  { home }: RewriteServices,
  packDigest: string,
  wanted: ReadonlyMap<string, ChunkModel>,
): Promise<Move[]> {
  const pack = await home.open({ digest: packDigest, part: 'pack' });
  if (!pack) return [];
  try {
    return (await readPackIndex(pack)).flatMap((entry) => {
      const row = wanted.get(entry.digest);
      const isOther = row && (row.packDigest !== packDigest || row.packOffset !== entry.offset);
      return isOther ? [{ ...entry, packDigest, storedCrc32: null, namedPack: row.packDigest }] : [];
    });
  } catch {
    // A pack without an index: what it holds is looked at by its name alone.
    return [];
  } finally {
    await pack.close();
  }
}
