import type { Client } from 'pg';
import { Umzug, type UmzugStorage } from 'umzug';
import { type Logger, silentLogger } from '../logger.ts';
import { migrations as allMigrations } from '../migrations/index.ts';
import type { Migration, MigrationContext } from '../migrations/migration.ts';
import { withClient } from './connect.ts';

/** "BeatFlow" in ASCII, as the number that advisory locks go by. */
const MIGRATION_LOCK = '4784337331176632183';

export interface MigrateOptions {
  logger?: Logger;
  /** The list to run; the product's own when absent. */
  migrations?: readonly Migration[];
}

/**
 * Runs `work` with an Umzug that is the only one at work in this database: one connection, one transaction, under an
 * advisory lock that ends with it. An error anywhere leaves the schema as it was before the call.
 */
export async function withMigrator<T>(
  url: string,
  { logger = silentLogger, migrations = allMigrations }: MigrateOptions,
  work: (umzug: Umzug<MigrationContext>) => Promise<T>,
): Promise<T> {
  return withClient(url, async (client) => {
    await client.query('BEGIN');
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      await client.query(
        "CREATE TABLE IF NOT EXISTS schema_migrations (name VARCHAR(255) PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()))",
      );
      const result = await work(createUmzug(client, migrations, logger));
      await client.query('COMMIT');
      return result;
    } catch (err) {
      await client.query('ROLLBACK').catch(() => {});
      throw err;
    }
  });
}

function createUmzug(client: Client, migrations: readonly Migration[], logger: Logger): Umzug<MigrationContext> {
  const context: MigrationContext = {
    run: async (sql) => {
      await client.query(sql);
    },
  };
  return new Umzug<MigrationContext>({
    migrations: migrations.map(({ name, up, down }) => ({
      name,
      up: async ({ context }) => up(context),
      down: async ({ context }) => down(context),
    })),
    context,
    storage: createStorage(client),
    logger: {
      debug: () => {},
      info: ({ event, name }) => logger.info({ event, name }, 'migration'),
      warn: (fields) => logger.warn(fields, 'migration'),
      error: (fields) => logger.warn(fields, 'migration'),
    },
  });
}

function createStorage(client: Client): UmzugStorage {
  return {
    async logMigration({ name }) {
      await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
    },
    async unlogMigration({ name }) {
      await client.query('DELETE FROM schema_migrations WHERE name = $1', [name]);
    },
    async executed() {
      const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
      return rows.map(({ name }) => name);
    },
  };
}
