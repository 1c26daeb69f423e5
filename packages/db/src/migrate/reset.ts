import { withClient } from './connect.ts';
import { migrate } from './migrate.ts';
import type { MigrateOptions } from './migrator.ts';

/** Drops every table with everything in it and migrates again; refuses in production. */
export async function resetDatabase(url: string, options: MigrateOptions = {}): Promise<string[]> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('Resetting drops every song; it does not run with NODE_ENV=production.');
  }
  await withClient(url, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public;'));
  return migrate(url, options);
}
