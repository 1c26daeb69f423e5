import { type Database, StagedChunkModel } from '@beatflow/db';
import { Op, QueryTypes, type Transaction } from 'sequelize';
import type { AudioStore } from '../store/audio-store.ts';

interface Place {
  database: Database;
  home: AudioStore;
}

/** Until the transaction ends, nobody else names this bundle or takes it for garbage. */
export async function lockBundle({ sequelize }: Database, digest: string, transaction: Transaction): Promise<void> {
  const bind = [`bundle ${digest}`];
  await sequelize.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', { bind, transaction });
}

/** Removes a bundle of chunks from the store, unless one of them still waits. */
export async function forgetBundle({ database, home }: Place, bundleDigest: string): Promise<void> {
  await database.transaction(async (transaction) => {
    await lockBundle(database, bundleDigest, transaction);
    if ((await StagedChunkModel.count({ where: { bundleDigest }, transaction })) > 0) return;
    await home.delete({ digest: bundleDigest, part: 'bundle' });
  });
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
  const bundles = new Set(forgotten.map(({ bundleDigest }) => bundleDigest));
  for (const bundleDigest of bundles) await forgetBundle({ database, home }, bundleDigest);
}

/** Forgets chunks whose file nobody came back to seal, and bundles that none of their chunks needs. */
export async function sweepStaged(place: Place, before: Date, bundlesBefore: Date): Promise<void> {
  await StagedChunkModel.destroy({ where: { createdAt: { [Op.lt]: before } } });
  for await (const { digest, storedAt } of place.home.list('bundle')) {
    if (storedAt <= bundlesBefore) await forgetBundle(place, digest);
  }
}
