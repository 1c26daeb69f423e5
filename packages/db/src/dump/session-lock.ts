import { withClient } from '../migrate/connect.ts';

export interface SessionLock {
  /** Throws when the lock may have been lost, because its connection was. Keeps the connection awake, too. */
  check: () => Promise<void>;
}

export interface SessionLockOptions {
  /** Any number may hold it, or one alone. Whoever wants it alone does not wait for others. */
  mode: 'shared' | 'alone';
}

/** Somebody else holds the lock. */
export class LockTaken extends Error {
  override name = 'LockTaken';
}

/** Holds an advisory lock of the database while `work` runs; it ends with this process, however that ends. */
export function withSessionLock<T>(
  url: string,
  name: string,
  { mode }: SessionLockOptions,
  work: (lock: SessionLock) => Promise<T>,
): Promise<T> {
  return withClient(url, async (client) => {
    const sql =
      mode === 'shared'
        ? 'SELECT true AS taken FROM (SELECT pg_advisory_lock_shared(hashtextextended($1, 0))) AS lock'
        : 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken';
    const { rows } = await client.query<{ taken: boolean }>(sql, [name]);
    if (!rows[0]?.taken) throw new LockTaken(`Somebody else holds the lock “${name}”.`);
    try {
      return await work({
        check: async () => {
          await client.query('SELECT 1');
        },
      });
    } finally {
      // A connection that ends lets go of it a moment later. Where it is lost, it has let go already.
      await client.query('SELECT pg_advisory_unlock_all()').catch(() => {});
    }
  });
}
