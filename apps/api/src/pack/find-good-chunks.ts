import { type Database, PackModel } from '@beatflow/db';
import type { AudioStore } from '../store/audio-store.ts';
import { type ChunkPlace, findChunkPlaces } from './chunk-place.ts';
import { isPackThere } from './find-packed-audio.ts';

interface Keepers {
  database: Database;
  home: AudioStore;
}

export interface KnownChunks {
  /** Chunks that can be read, as far as one can tell without reading them. */
  good: Map<string, ChunkPlace>;
  /** Chunks that the database knows, and whose bytes are lost or damaged. */
  bad: Set<string>;
}

/** What of these chunks the store has. */
export async function findGoodChunks(keepers: Keepers, digests: readonly string[]): Promise<KnownChunks> {
  return checkPlaces(keepers, await findChunkPlaces(keepers.database, digests));
}

/** The same, of chunks that the database was asked for. */
export async function checkPlaces(
  { home }: Pick<Keepers, 'home'>,
  places: ReadonlyMap<string, ChunkPlace & { damagedAt: Date | null }>,
): Promise<KnownChunks> {
  const packDigests = [...new Set([...places.values()].map(({ packDigest }) => packDigest))];
  const packs = packDigests.length > 0 ? await PackModel.findAll({ where: { digest: packDigests } }) : [];
  const areThere = await Promise.all(packs.map((pack) => isPackThere(home, pack)));
  const there = new Set(packs.flatMap(({ digest }, i) => (areThere[i] ? [digest] : [])));
  const known: KnownChunks = { good: new Map(), bad: new Set() };
  for (const [digest, place] of places) {
    if (!place.damagedAt && there.has(place.packDigest)) known.good.set(digest, place);
    else known.bad.add(digest);
  }
  return known;
}
