import { migrations as allMigrations } from '../migrations/index.ts';
import { withClient } from './connect.ts';
import type { MigrateOptions } from './migrator.ts';

export interface MigrationStatus {
  serverVersion: string;
  executed: { name: string; appliedAt: Date }[];
  /** Oldest first. */
  pending: string[];
  /** Recorded in the database but not known to this version: the database is newer than the program. */
  unknown: string[];
}

/** Reads which migrations have run; changes nothing, and waits for nobody. */
export async function readMigrationStatus(
  url: string,
  { migrations = allMigrations }: MigrateOptions = {},
): Promise<MigrationStatus> {
  return withClient(url, async (client) => {
    const version = await client.query<{ server_version: string }>('SHOW server_version');
    const exists = await client.query<{ present: boolean }>(
      "SELECT to_regclass('schema_migrations') IS NOT NULL AS present",
    );
    const rows = exists.rows[0]?.present
      ? (await client.query<{ name: string; applied_at: Date }>('SELECT name, applied_at FROM schema_migrations')).rows
      : [];
    const appliedAt = new Map(rows.map((row) => [row.name, row.applied_at]));
    const known = new Set(migrations.map(({ name }) => name));
    return {
      serverVersion: version.rows[0]!.server_version,
      executed: rows
        .map((row) => ({ name: row.name, appliedAt: row.applied_at }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      pending: migrations.map(({ name }) => name).filter((name) => !appliedAt.has(name)),
      unknown: [...appliedAt.keys()].filter((name) => !known.has(name)).sort(),
    };
  });
}
