import type { Readable } from 'node:stream';
import type { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { withClient } from '../migrate/connect.ts';
import { quoteName, readTableShapes, type TableShape } from './table-shapes.ts';

/** The database as it was at one instant, whoever writes meanwhile. */
export interface Snapshot {
  takenAt: Date;
  /** Names of the migrations that made its schema. */
  migrations: string[];
  /** What to copy, each table after those that it refers to. */
  tables: TableShape[];
  /** Hands the rows of a table to `write`, in the text format of COPY; answers how many there were. */
  copyTable(table: TableShape, write: (rows: Readable) => Promise<void>): Promise<number>;
  query<Row extends object>(sql: string): Promise<Row[]>;
}

/** Packs that nothing is read from any more may go at any moment, and nobody misses them. */
const onlyRows: Readonly<Record<string, string>> = {
  packs: 'EXISTS (SELECT FROM chunks WHERE chunks.pack_digest = packs.digest)',
};

/** Lets `work` read the database in one transaction that changes nothing and waits for nobody. */
export function withSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return withClient(url, async (client) => {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;');
    // So that a table that has not changed is read in the same order, and gives the same bytes.
    await client.query('SET LOCAL synchronize_seqscans = off; SET LOCAL max_parallel_workers_per_gather = 0;');
    const result = await work(await openSnapshot(client));
    await client.query('COMMIT');
    return result;
  });
}

async function openSnapshot(client: Client): Promise<Snapshot> {
  const query = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
  const migrations = await query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
  return {
    takenAt: (await query<{ now: Date }>('SELECT now() AS now'))[0]!.now,
    migrations: migrations.map(({ name }) => name),
    tables: await readTableShapes(client),
    query,
    async copyTable({ name, columns }, write) {
      const list = columns.map(quoteName).join(', ');
      const where = onlyRows[name] ? `WHERE ${onlyRows[name]}` : '';
      const rows = client.query(to(`COPY (SELECT ${list} FROM ${quoteName(name)} ${where}) TO STDOUT`));
      await write(rows);
      return rows.rowCount;
    },
  };
}
