import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { withClient } from '../migrate/connect.ts';
import { migrate } from '../migrate/migrate.ts';
import { quoteName, readTableShapes, type TableShape } from './table-shapes.ts';
import { toSchemaOf } from './to-schema-of.ts';

/** Tables as a snapshot copied them. */
export interface Dump {
  migrations: string[];
  /** Each after those that it refers to. */
  tables: DumpedTable[];
}

export interface DumpedTable extends TableShape {
  rows: number;
  /** The rows in the text format of COPY. */
  open: () => Readable;
}

/** A database that holds something already. */
export class DatabaseNotEmpty extends Error {
  override name = 'DatabaseNotEmpty';
}

/** Throws a `DatabaseNotEmpty` when a table that a dump would fill has a row. */
export async function requireEmptyDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => requireEmpty(client, await readTableShapes(client)));
}

/**
 * Fills an empty database with a dump: all of it or nothing. The schema becomes what it was when the dump was made,
 * and then what it is today.
 */
export async function loadDump(url: string, { migrations, tables }: Dump): Promise<void> {
  await requireEmptyDatabase(url);
  await toSchemaOf(url, migrations);
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;');
    const shapes = await readTableShapes(client);
    const names = shapes.map(({ name }) => quoteName(name)).join(', ');
    // Whoever else is here reads on, and writes when this is done.
    await client.query(`LOCK TABLE ${names} IN SHARE ROW EXCLUSIVE MODE`);
    await requireEmpty(client, shapes);
    // One statement for each table: rows may refer to later rows of their table.
    for (const table of tables) await loadTable(client, table);
    await continueNumbers(client, tables);
    await client.query('COMMIT');
  });
  await migrate(url);
  await withClient(url, (client) => client.query('ANALYZE'));
}

async function requireEmpty(client: Client, shapes: readonly TableShape[]): Promise<void> {
  for (const { name } of shapes) {
    const { rowCount } = await client.query(`SELECT FROM ${quoteName(name)} LIMIT 1`);
    if (rowCount) throw new DatabaseNotEmpty(`The database is not empty: there are rows in its table ${name}.`);
  }
}

async function loadTable(client: Client, { name, columns, rows, open }: DumpedTable): Promise<void> {
  const list = columns.map(quoteName).join(', ');
  const target = client.query(from(`COPY ${quoteName(name)} (${list}) FROM STDIN`));
  await pipeline(open(), target);
  if (target.rowCount !== rows) {
    throw new Error(`The table ${name} should have ${rows} rows, but ${target.rowCount} were there.`);
  }
}

/** Lets columns that number their rows go on after the highest number. */
async function continueNumbers(client: Client, tables: readonly TableShape[]): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = current_schema()::regnamespace AND a.attidentity <> '' AND c.relname = ANY($1)`,
    [tables.map(({ name }) => name)],
  );
  for (const { table, column } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), highest) FROM
         (SELECT max(${quoteName(column)}) AS highest FROM ${quoteName(table)}) AS numbers WHERE highest IS NOT NULL`,
      [quoteName(table), column],
    );
  }
}
