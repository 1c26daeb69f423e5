import { type MigrateOptions, withMigrator } from './migrator.ts';

/** Brings the schema up to date and answers the names of what it ran. Any number of processes may call it at once. */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  return withMigrator(url, options, async (umzug) => (await umzug.up()).map(({ name }) => name));
}
