import { type MigrateOptions, withMigrator } from './migrator.ts';

export interface RollbackOptions extends MigrateOptions {
  /** Takes back every migration instead of the latest one. */
  all?: boolean;
}

/** Takes back the latest migration and answers the names of what it reverted; none when there is nothing to revert. */
export async function rollback(url: string, { all = false, ...options }: RollbackOptions = {}): Promise<string[]> {
  return withMigrator(url, options, async (umzug) =>
    (await umzug.down(all ? { to: 0 } : undefined)).map(({ name }) => name),
  );
}
