import { withClient } from './connect.ts';
import { migrate } from './migrate.ts';
import type { MigrateOptions } from './migrator.ts';

/** Drops every table with everything in it and migrates again; refuses in production. */
export async function resetDatabase(url: string, options: MigrateOptions = {}): Promise<string[]> {
  refuseInProduction();
  await withClient(url, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public;'));
  return migrate(url, options);
}

/** Throws with NODE_ENV=production. */
export function refuseInProduction(): void {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('A reset drops every song, so that it does not run with NODE_ENV=production.');
  }
}
