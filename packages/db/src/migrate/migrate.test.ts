import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../migrations/index.ts';
import type { Migration } from '../migrations/migration.ts';
import { inspectSchema } from '../schema/inspect-schema.ts';
import { runSource } from '../testing/run-source.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withClient } from './connect.ts';
import { migrate } from './migrate.ts';
import { readMigrationStatus } from './migration-status.ts';
import { resetDatabase } from './reset.ts';
import { rollback } from './rollback.ts';

const names = migrations.map(({ name }) => name);
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase({ isEmpty: true });
});

afterEach(() => database.drop());

describe('the list of migrations', () => {
  it('is in order of dates, each name once and without extension', () => {
    expect(names).toEqual([...new Set(names)].sort());
    for (const name of names) expect(name).toMatch(/^\d{8}-\d{4}-[a-z0-9-]+$/);
  });

  it('runs once, and then has nothing to do', async () => {
    expect(await migrate(database.url)).toEqual(names);
    expect(await migrate(database.url)).toEqual([]);
    expect(await readMigrationStatus(database.url)).toMatchObject({ pending: [], unknown: [] });
  });

  it('reverses step by step: each rollback restores exactly what was there before its migration', async () => {
    const schemas = [await inspectSchema(database.url)];
    for (let count = 1; count <= migrations.length; count += 1) {
      await migrate(database.url, { migrations: migrations.slice(0, count) });
      schemas.push(await inspectSchema(database.url));
    }
    expect(schemas[0]).toEqual({ tables: {}, functions: {} });
    for (let count = migrations.length; count > 0; count -= 1) {
      expect(await inspectSchema(database.url)).toEqual(schemas[count]);
      expect(await rollback(database.url)).toEqual([names[count - 1]]);
    }
    expect(await inspectSchema(database.url)).toEqual(schemas[0]);
    expect(await rollback(database.url)).toEqual([]);
  });

  it('goes down altogether and up again', async () => {
    await migrate(database.url);
    const schema = await inspectSchema(database.url);
    expect(await rollback(database.url, { all: true })).toEqual(names.toReversed());
    expect(await inspectSchema(database.url)).toEqual({ tables: {}, functions: {} });
    expect(await migrate(database.url)).toEqual(names);
    expect(await inspectSchema(database.url)).toEqual(schema);
  });
});

describe('a failing migration', () => {
  const good: Migration = make('20990101-0000-good', 'CREATE TABLE good (id INTEGER)');
  const bad: Migration = make('20990101-0001-bad', 'CREATE TABLE half (id INTEGER); SELECT 1 / 0;');

  it('leaves nothing behind, neither of itself nor of those before it in the same run', async () => {
    await migrate(database.url);
    const schema = await inspectSchema(database.url);
    const list = [...migrations, good, bad];
    await expect(migrate(database.url, { migrations: list })).rejects.toThrow(/20990101-0001-bad.*division by zero/s);
    expect(await inspectSchema(database.url)).toEqual(schema);
    const status = await readMigrationStatus(database.url, { migrations: list });
    expect(status.pending).toEqual([good.name, bad.name]);
  });

  it('frees the lock for the next one', async () => {
    await expect(migrate(database.url, { migrations: [bad] })).rejects.toThrow();
    expect(await migrate(database.url, { migrations: [good] })).toEqual([good.name]);
  });
});

it('ten processes may migrate at once: one does it, nine find it done', { timeout: 120_000 }, async () => {
  const runs = await Promise.all(
    Array.from({ length: 10 }, () => runSource('cli.ts', ['migrate'], { DATABASE_URL: database.url })),
  );
  expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(runs.map(() => ({ code: 0, stderr: '' })));
  const workers = runs.filter(({ stdout }) => stdout.includes('applied'));
  expect(workers).toHaveLength(1);
  expect(workers[0]?.stdout.match(/applied/g)).toHaveLength(names.length);
  expect((await readMigrationStatus(database.url)).pending).toEqual([]);
});

it('the status of a database that a newer version has migrated says what is unknown', async () => {
  await migrate(database.url);
  const status = await readMigrationStatus(database.url, { migrations: migrations.slice(0, -1) });
  expect(status.unknown).toEqual([names.at(-1)]);
});

describe('a reset', () => {
  it('drops everything and migrates again', async () => {
    await migrate(database.url);
    await withClient(database.url, (client) =>
      client.query(
        "INSERT INTO users (username, email, password_hash) VALUES ('ab', 'a@example.com', '-'); CREATE TABLE stray ();",
      ),
    );
    expect(await resetDatabase(database.url)).toEqual(names);
    const left = await withClient(database.url, (client) => client.query('SELECT FROM users'));
    expect(left.rowCount).toBe(0);
    expect(Object.keys((await inspectSchema(database.url)).tables)).not.toContain('stray');
  });

  it('refuses to run in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(resetDatabase(database.url)).rejects.toThrow('NODE_ENV=production');
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});

function make(name: string, sql: string): Migration {
  return { name, up: ({ run }) => run(sql), down: async () => {} };
}
