import type { Database } from '@beatflow/db';
import type { Transaction } from 'sequelize';

/**
 * Runs `work` in a transaction while no other process touches the objects of this digest: between putting bytes into
 * the store and naming them in the database, nobody may take them for garbage.
 */
export function withDigestLock<T>(
  database: Database,
  digest: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return database.transaction(async (transaction) => {
    await database.sequelize.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', {
      bind: [`audio ${digest}`],
      transaction,
    });
    return work(transaction);
  });
}
