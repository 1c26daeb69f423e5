import { type Database, type SessionLock, withSessionLock } from '@beatflow/db';
import { QueryTypes, type Transaction } from 'sequelize';

const lockName = 'beatflow store held';

/** While `work` runs, no process removes anything from the store that the database has named. */
export function withStoreHeld<T>(databaseUrl: string, work: (lock: SessionLock) => Promise<T>): Promise<T> {
  return withSessionLock(databaseUrl, lockName, { mode: 'shared' }, work);
}

/** Tells whether somebody holds the store; if nobody does, whoever wants to waits until the transaction ends. */
export async function isStoreHeld({ sequelize }: Database, transaction: Transaction): Promise<boolean> {
  const [row] = await sequelize.query<{ isFree: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS "isFree"',
    { bind: [lockName], type: QueryTypes.SELECT, transaction },
  );
  return !row?.isFree;
}

/** The same for this instant alone. */
export function isStoreHeldNow(database: Database): Promise<boolean> {
  return database.transaction((transaction) => isStoreHeld(database, transaction));
}
