import { type Database, StagedChunkModel } from '@beatflow/db';
import { Op, QueryTypes, type Transaction } from 'sequelize';
import type { AudioStore } from '../store/audio-store.ts';

interface Place {
  database: Database;
  home: AudioStore;
}

/** A file of an hour is hundreds of bundles; so many are forgotten in one go. */
const bundlesAtOnce = 32;

/** Until the transaction ends, nobody else names these bundles or takes them for garbage. */
export async function lockBundles(
  { sequelize }: Database,
  digests: readonly string[],
  transaction: Transaction,
): Promise<void> {
  // In the order of their names: two that wait for each other would wait for ever.
  const bind = [digests.map((digest) => `bundle ${digest}`).sort()];
  const sql = 'SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS t (name)';
  await sequelize.query(sql, { bind, transaction });
}

/** Removes bundles of chunks from the store, except those of which one still waits. */
export async function forgetBundles({ database, home }: Place, digests: readonly string[]): Promise<void> {
  for (let at = 0; at < digests.length; at += bundlesAtOnce) {
    const bundles = digests.slice(at, at + bundlesAtOnce);
    await database.transaction(async (transaction) => {
      await lockBundles(database, bundles, transaction);
      const where = { bundleDigest: bundles };
      const waiting = await StagedChunkModel.findAll({ attributes: ['bundleDigest'], where, transaction });
      const needed = new Set(waiting.map(({ bundleDigest }) => bundleDigest));
      const unneeded = bundles.filter((digest) => !needed.has(digest));
      const deleted = await Promise.allSettled(unneeded.map((digest) => home.delete({ digest, part: 'bundle' })));
      // As long as one is being deleted, nobody may bring it again.
      const failed = deleted.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    });
  }
}

/** Forgets chunks of a user that are of a file that is sealed now. */
export async function forgetStaged(
  { database, home }: Place,
  userId: string,
  digests: readonly string[],
): Promise<void> {
  const forgotten = await database.sequelize.query<{ bundleDigest: string }>(
    `DELETE FROM staged_chunks WHERE user_id = $1 AND digest = ANY($2::char(64)[]) RETURNING bundle_digest AS "bundleDigest"`,
    { bind: [userId, [...new Set(digests)]], type: QueryTypes.SELECT },
  );
  await forgetBundles({ database, home }, [...new Set(forgotten.map(({ bundleDigest }) => bundleDigest))]);
}

/** Forgets chunks whose file nobody came back to seal, and bundles that none of their chunks needs. */
export async function sweepStaged(place: Place, before: Date, bundlesBefore: Date): Promise<void> {
  await StagedChunkModel.destroy({ where: { createdAt: { [Op.lt]: before } } });
  for await (const { digest, storedAt } of place.home.list('bundle')) {
    if (storedAt <= bundlesBefore) await forgetBundles(place, [digest]);
  }
}
