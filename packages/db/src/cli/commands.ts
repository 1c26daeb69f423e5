import { migrate } from '../migrate/migrate.ts';
import { readMigrationStatus } from '../migrate/migration-status.ts';
import { refuseInProduction, resetDatabase } from '../migrate/reset.ts';
import { rollback } from '../migrate/rollback.ts';
import type { Command } from './command.ts';
import { withDatabaseUrl } from './with-database-url.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  migrate: async () => {
    const names = await withDatabaseUrl((url) => migrate(url));
    report('applied', names, 'The schema is up to date.');
    return 0;
  },

  rollback: async (args) => {
    const names = await withDatabaseUrl((url) => rollback(url, { all: args.includes('--all') }));
    report('reverted', names, 'There is no migration to revert.');
    return 0;
  },

  status: async () => {
    const { executed, pending, unknown } = await withDatabaseUrl((url) => readMigrationStatus(url));
    for (const { name, appliedAt } of executed) {
      console.log(`${appliedAt.toISOString()}  ${name}${unknown.includes(name) ? '  (unknown to this version)' : ''}`);
    }
    for (const name of pending) console.log(`${'pending'.padEnd(24)}  ${name}`);
    return 0;
  },

  check: async () => {
    const { serverVersion, pending, unknown } = await withDatabaseUrl((url) => readMigrationStatus(url));
    console.log(`PostgreSQL ${serverVersion}`);
    if (unknown.length > 0) throw new Error(`The database is newer than this version: it knows ${unknown.join(', ')}.`);
    if (pending.length > 0)
      throw new Error(`${pending.length} pending: ${pending.join(', ')}. Please run pnpm db:migrate.`);
    console.log('Migrations: none pending.');
    return 0;
  },

  reset: async () => {
    // Before anything is started: the answer does not depend on the database.
    refuseInProduction();
    const names = await withDatabaseUrl((url) => resetDatabase(url));
    report('applied', names, '');
    return 0;
  },

  // Loads the models, which no other command needs.
  new: async (args) => (await import('./new-migration.ts')).newMigration(args),
};

function report(verb: string, names: readonly string[], otherwise: string): void {
  for (const name of names) console.log(`${verb}  ${name}`);
  if (names.length === 0) console.log(otherwise);
}
