import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withClient } from '../migrate/connect.ts';
import { migrate } from '../migrate/migrate.ts';
import { readMigrationStatus } from '../migrate/migration-status.ts';
import { migrations } from '../migrations/index.ts';
import { inspectSchema } from '../schema/inspect-schema.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { DatabaseNotEmpty, type Dump, loadDump } from './load-dump.ts';
import { LockTaken, withSessionLock } from './session-lock.ts';
import { withSnapshot } from './take-snapshot.ts';

let source: TestDatabase;
let target: TestDatabase;

beforeEach(async () => {
  source = await createTestDatabase();
  target = await createTestDatabase({ isEmpty: true });
});
afterEach(async () => {
  await source.drop();
  await target.drop();
});

const digest = (digit: string) => digit.repeat(64);

const rows = `
  INSERT INTO users (id, username, email, password_hash) VALUES
    ('00000000-0000-4000-8000-000000000001', 'ana', 'ana@example.com', E'back\\\\slash\\ttab\\nline');
  INSERT INTO repositories (id, owner_id, name, description) VALUES
    ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000001', 'song', E'“ü” \\\\. \\n\\\\N');
  INSERT INTO sessions (user_id, token_hash, expires_at) VALUES
    ('00000000-0000-4000-8000-000000000001', '${digest('c')}', now());
  INSERT INTO commits (id, repo_id, parent_commit_id, author_name, bpm, generation_params, digest, generation) VALUES
    ('00000000-0000-4000-8000-000000000101', '00000000-0000-4000-8000-000000000010',
     '00000000-0000-4000-8000-000000000100', 'ana', 127.125, '{"seed": 12345678901234567890.5}', '${digest('1')}', 2),
    ('00000000-0000-4000-8000-000000000100', '00000000-0000-4000-8000-000000000010', NULL, 'ana', NULL, NULL,
     '${digest('0')}', 1);
  INSERT INTO audio_files (digest, pcm_digest, size, format, codec, sample_rate, channels, bit_depth, sample_format,
     frames, duration, silence_head_frames, silence_tail_frames)
    VALUES ('${digest('a')}', '${digest('b')}', 44, 'wav', 'pcm', 48000, 1, 16, 'int', 7, 0.1::float8 + 0.2, 0, 0);
  INSERT INTO packs (digest, size) VALUES ('${digest('d')}', 100), ('${digest('e')}', 100);
  INSERT INTO chunks (digest, size, pack_digest, pack_offset, stored_size, encoding, version)
    VALUES ('${digest('f')}', 44, '${digest('d')}', 8, 40, 'raw', 1);
  INSERT INTO branch_moves (repo_id, branch_name, actor_name, reason)
    SELECT '00000000-0000-4000-8000-000000000010', 'main', 'ana', 'push' FROM generate_series(1, 3);`;

const stems = `
  INSERT INTO stems (commit_id, track_id, stem_type, name, position, file_url, audio_digest, duration, file_size)
    VALUES ('00000000-0000-4000-8000-000000000100', gen_random_uuid(), 'bass', 'bass', 0, '/', '${digest('a')}', 1, 44)`;

async function fill(): Promise<void> {
  await withClient(source.url, (client) => client.query(`BEGIN; ${rows} ${stems}; COMMIT`));
}

/** Everything of a snapshot, in memory. */
function dumpAll(url: string, beforeReading: () => Promise<void> = async () => {}): Promise<Dump> {
  return withSnapshot(url, async (snapshot) => {
    await beforeReading();
    const tables: Dump['tables'] = [];
    for (const table of snapshot.tables) {
      let content = '';
      const count = await snapshot.copyTable(table, async (stream) => {
        content = await text(stream);
      });
      tables.push({ ...table, rows: count, open: () => Readable.from([content]) });
    }
    return { migrations: snapshot.migrations, tables };
  });
}

function readTable(url: string, table: string): Promise<unknown[]> {
  return withClient(url, async (client) => {
    const sql = `SELECT to_jsonb(t)::text AS row FROM ${table} t ORDER BY 1`;
    return (await client.query<{ row: string }>(sql)).rows.map(({ row }) => row);
  });
}

test('a dump gives back every value, and leaves out sessions and packs that nothing is read from', async () => {
  await fill();
  const dump = await dumpAll(source.url);
  await loadDump(target.url, dump);
  for (const { name } of dump.tables.filter((table) => table.name !== 'packs')) {
    expect(await readTable(target.url, name)).toEqual(await readTable(source.url, name));
  }
  expect(await readTable(target.url, 'stems')).toHaveLength(1);
  expect(await readTable(target.url, 'sessions')).toEqual([]);
  expect(await readTable(target.url, 'packs')).toHaveLength(1);
  expect(await inspectSchema(target.url)).toEqual(await inspectSchema(source.url));
});

test('rows that number themselves go on after those of the dump', async () => {
  await fill();
  await loadDump(target.url, await dumpAll(source.url));
  const insert = `INSERT INTO branch_moves (repo_id, branch_name, actor_name, reason)
    VALUES ('00000000-0000-4000-8000-000000000010', 'main', 'ana', 'push') RETURNING id`;
  const { rows: inserted } = await withClient(target.url, (client) => client.query(insert));
  expect(inserted).toEqual([{ id: '4' }]);
});

test('what is written while a snapshot is read is not in it', async () => {
  await fill();
  const insert = "INSERT INTO users (username, email, password_hash) VALUES ('late', 'late@example.com', '-')";
  const dump = await dumpAll(source.url, async () => void (await withClient(source.url, (c) => c.query(insert))));
  expect(dump.tables.find(({ name }) => name === 'users')?.rows).toBe(1);
});

test('a dump of an older schema is loaded as it was, and then migrated', async () => {
  const older = migrations.filter(({ name }) => name <= '20261122-1200-chunks');
  const old = await createTestDatabase({ isEmpty: true });
  try {
    await migrate(old.url, { migrations: older });
    await withClient(old.url, (client) => client.query(`BEGIN; ${rows} ${stems}; COMMIT`));
    const dump = await dumpAll(old.url);
    expect(dump.migrations).toEqual(older.map(({ name }) => name));
    // Here a newer schema is in its place already, without a row in it.
    await migrate(target.url);
    await loadDump(target.url, dump);
    expect((await readMigrationStatus(target.url)).pending).toEqual([]);
    expect(await readTable(target.url, 'commits')).toEqual(await readTable(old.url, 'commits'));
  } finally {
    await old.drop();
  }
});

test('a dump is not loaded where there is a row, and a newer one not at all', async () => {
  await fill();
  const dump = await dumpAll(source.url);
  await expect(loadDump(source.url, dump)).rejects.toThrow(DatabaseNotEmpty);
  const newer = { ...dump, migrations: [...dump.migrations, '20990101-0000-tomorrow'] };
  await expect(loadDump(target.url, newer)).rejects.toThrow('A newer version of BeatFlow made this');
});

test('a dump that breaks off leaves nothing behind', async () => {
  await fill();
  const dump = await dumpAll(source.url);
  const tables = dump.tables.map((table) => (table.name === 'stems' ? { ...table, rows: 2 } : table));
  await expect(loadDump(target.url, { ...dump, tables })).rejects.toThrow('The table stems should have 2 rows');
  expect(await readTable(target.url, 'users')).toEqual([]);
  await loadDump(target.url, dump);
});

test('a lock that one holds alone is refused to the next, and a shared one is not', async () => {
  const alone = { mode: 'alone' } as const;
  const shared = { mode: 'shared' } as const;
  await withSessionLock(source.url, 'a', alone, async (lock) => {
    await lock.check();
    await expect(withSessionLock(source.url, 'a', alone, async () => {})).rejects.toThrow(LockTaken);
    await withSessionLock(source.url, 'b', shared, () => withSessionLock(source.url, 'b', shared, async () => {}));
  });
  await withSessionLock(source.url, 'a', alone, async () => {});
});
