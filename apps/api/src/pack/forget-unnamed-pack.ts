import { type Database, PackModel } from '@beatflow/db';
import type { Transaction } from 'sequelize';
import type { AudioStore } from '../store/audio-store.ts';

/** Until the transaction ends, nobody else names this pack or takes it for garbage. */
export async function lockPack({ sequelize }: Database, digest: string, transaction: Transaction): Promise<void> {
  await sequelize.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', {
    bind: [`pack ${digest}`],
    transaction,
  });
}

/** Removes a pack from the store unless the database names it; answers whether it did. */
export async function forgetUnnamedPack(
  { database, home }: { database: Database; home: AudioStore },
  digest: string,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    await lockPack(database, digest, transaction);
    if (await PackModel.findByPk(digest, { attributes: ['digest'], transaction })) return false;
    await home.delete({ digest, part: 'pack' });
    return true;
  });
}
