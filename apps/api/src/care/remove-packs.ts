import { type Database, PackModel } from '@beatflow/db';
import { QueryTypes } from 'sequelize';
import { forgetUnnamedPack, lockPack } from '../pack/forget-unnamed-pack.ts';
import type { AudioStore, StoredObject } from '../store/audio-store.ts';
import { isStoreHeld, isStoreHeldNow } from './hold-store.ts';

export interface Removed {
  packs: number;
  bytes: number;
}

interface Place {
  database: Database;
  home: AudioStore;
}

/**
 * Removes packs that hold no chunk any more. One that was emptied by writing its chunks anew stays until `before`: who
 * restores an older copy of the database still finds it.
 */
export async function removeEmptyPacks({ database, home }: Place, before: Date): Promise<Removed> {
  const sql = `
    SELECT digest FROM packs WHERE (retired_at IS NULL OR retired_at <= $1)
      AND NOT EXISTS (SELECT FROM chunks c WHERE c.pack_digest = packs.digest) ORDER BY digest`;
  const rows = await database.sequelize.query<{ digest: string }>(sql, { bind: [before], type: QueryTypes.SELECT });
  const removed: Removed = { packs: 0, bytes: 0 };
  for (const { digest } of rows) {
    const size = await forgetPack(database, digest);
    // The row first: a pack that is named is always there.
    if (size === null || !(await forgetUnnamedPack({ database, home }, digest))) continue;
    removed.packs++;
    removed.bytes += size;
  }
  return removed;
}

/** Forgets a pack, unless a chunk is in it after all; answers how long it was. */
function forgetPack(database: Database, digest: string): Promise<number | null> {
  return database.transaction(async (transaction) => {
    if (await isStoreHeld(database, transaction)) return null;
    await lockPack(database, digest, transaction);
    const pack = await PackModel.findByPk(digest, { transaction, lock: transaction.LOCK.UPDATE });
    if (!pack || (await pack.$count('chunks', { transaction })) > 0) return null;
    await pack.destroy({ transaction });
    return pack.size;
  });
}

/**
 * Removes packs that the database never came to name: whoever wrote them was killed. A young one may be about to be
 * named; if it is removed all the same, its writer notices, and writes it again.
 */
export async function removeUnnamedPacks({ database, home }: Place, writtenBefore: Date): Promise<Removed> {
  const removed: Removed = { packs: 0, bytes: 0 };
  for (const { digest, size } of await listUnnamedPacks(home, writtenBefore)) {
    if (await isStoreHeldNow(database)) break;
    if (!(await forgetUnnamedPack({ database, home }, digest))) continue;
    removed.packs++;
    removed.bytes += size;
  }
  return removed;
}

export async function listUnnamedPacks(home: AudioStore, writtenBefore: Date): Promise<StoredObject[]> {
  const unnamed: StoredObject[] = [];
  const named = new Set((await PackModel.findAll({ attributes: ['digest'], raw: true })).map(({ digest }) => digest));
  for await (const pack of home.list('pack')) {
    if (!named.has(pack.digest) && pack.storedAt <= writtenBefore) unnamed.push(pack);
  }
  return unnamed;
}
