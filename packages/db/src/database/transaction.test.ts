import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserModel } from '../models/index.ts';
import { makeUser } from '../testing/factories.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import type { Database } from './create-database.ts';
import { isDatabaseUnavailable } from './database-error.ts';
import { SecondConnection } from './second-connection.ts';

const onSecondConnection = vi.fn();
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 1, poolOverflow: 1, onSecondConnection });
});

afterAll(() => database.close());

describe('a transaction', () => {
  it('keeps what it did when the work returns', async () => {
    const { id } = await database.transaction((transaction) => makeUser({ transaction }));
    expect(await UserModel.findByPk(id)).not.toBeNull();
  });

  it.each([
    ['throws', () => Promise.reject(new Error('changed my mind'))],
    ['throws something that is no error', () => Promise.reject('a string' as unknown as Error)],
    ['sends wrong SQL', () => database.sequelize.query('SELECT nothing FROM nowhere')],
  ])('undoes everything when the work %s', async (_, fail) => {
    const before = await UserModel.count();
    await expect(
      database.transaction(async (transaction) => {
        await makeUser({ transaction });
        await fail();
      }),
    ).rejects.toBeDefined();
    expect(await UserModel.count()).toBe(before);
  });

  it('passes the error on as it is', async () => {
    const reason = new Error('changed my mind');
    await expect(database.transaction(() => Promise.reject(reason))).rejects.toBe(reason);
  });

  it('undoes everything when a statement failed, even if the work hides it', async () => {
    const before = await UserModel.count();
    await expect(
      database.transaction(async (transaction) => {
        await makeUser({ transaction });
        await database.sequelize.query('SELECT 1 / 0', { transaction }).catch(() => {});
        await makeUser({ transaction });
      }),
    ).rejects.toThrow();
    expect(await UserModel.count()).toBe(before);
  });

  it('returns its connection, whatever happens: many more than the pool holds can run', async () => {
    const work = Array.from({ length: 40 }, (_, index) =>
      database.transaction(async (transaction) => {
        await makeUser({ transaction });
        if (index % 2) throw new Error('no');
      }),
    );
    const results = await Promise.allSettled(work);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    expect(database.poolState()).toMatchObject({ max: 2, inUse: 0, waiting: 0 });
  });

  it('whose connection is cut reports it, and leaves a pool that works', async () => {
    const before = await UserModel.count();
    const err: unknown = await database
      .transaction(async (transaction) => {
        await makeUser({ transaction });
        const [rows] = await database.sequelize.query('SELECT pg_backend_pid() AS pid', { transaction });
        await database.sequelize.query('SELECT pg_terminate_backend(:pid)', {
          replacements: (rows as object[])[0] as { pid: number },
        });
        await makeUser({ transaction });
      })
      .catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(err)).toBe(true);
    expect(database.poolState()).toMatchObject({ inUse: 0, waiting: 0 });
    expect(await UserModel.count()).toBe(before);
  });

  it('tells of a statement that is sent beside it, and of nothing that is sent after it', async () => {
    onSecondConnection.mockClear();
    let after: Promise<number> | undefined;
    await database.transaction(async (transaction) => {
      after = sleep(50).then(() => UserModel.count());
      await UserModel.count({ transaction });
    });
    await after;
    await UserModel.count();
    expect(onSecondConnection).not.toHaveBeenCalled();
    await database.transaction(() => UserModel.count());
    expect(onSecondConnection).toHaveBeenCalledExactlyOnceWith(expect.any(SecondConnection));
  });

  it('shows nothing to others before its end', async () => {
    const before = await UserModel.count();
    await database.transaction(async (transaction) => {
      await makeUser({ transaction });
      expect(await UserModel.count()).toBe(before);
    });
    expect(await UserModel.count()).toBe(before + 1);
  });
});
