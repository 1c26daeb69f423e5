import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';

const tables = ['audio_files', 'audio_file_chunks', 'chunks', 'packs'];
const ticksPerSecond = 100;

/** Milliseconds of CPU that the database's processes have used so far; 0 where there is no /proc. */
export async function readPostgresCpu(url: string): Promise<number> {
  const sql = "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int AS answer";
  const postmaster = await ask<number>(url, sql, []);
  if (!existsSync('/proc')) return 0;
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
  const children = pids.filter((pid) => statOf(pid).parent === postmaster);
  const { own, ended } = statOf(postmaster);
  return (1000 * children.reduce((sum, pid) => sum + statOf(pid).own, own + ended)) / ticksPerSecond;
}

/** User and system time of a process, and of its children that have ended (proc(5)). */
function statOf(pid: number): { parent: number; own: number; ended: number } {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return { parent: 0, own: 0, ended: 0 };
  }
  // The second field is a name in brackets, which may hold anything.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! };
}

/** Bytes of the tables that say where chunks are. */
export function readPostgresSize(url: string): Promise<number> {
  const size = 'sum(pg_total_relation_size(name::regclass))::float8';
  return ask<number>(url, `SELECT ${size} AS answer FROM unnest($1::text[]) AS t (name)`, [tables]);
}

async function ask<T>(url: string, sql: string, values: unknown[]): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: T }>(sql, values);
    return rows[0]!.answer;
  } finally {
    await client.end();
  }
}
