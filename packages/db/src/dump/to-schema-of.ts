import { migrate } from '../migrate/migrate.ts';
import { readMigrationStatus } from '../migrate/migration-status.ts';
import { rollback } from '../migrate/rollback.ts';
import { migrations as allMigrations } from '../migrations/index.ts';

/** Throws when this version does not know all of the migrations: a newer one made them. */
export function requireKnownMigrations(names: readonly string[]): void {
  const known = new Set(allMigrations.map(({ name }) => name));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new Error(
    `A newer version of BeatFlow made this: it knows the migrations ${unknown.join(', ')}, and this one does not.`,
  );
}

/** Gives a database without rows the schema that some migrations make, whichever it has now. */
export async function toSchemaOf(url: string, names: readonly string[]): Promise<void> {
  requireKnownMigrations(names);
  const wanted = new Set(names);
  const { executed, unknown } = await readMigrationStatus(url);
  if (unknown.length > 0) {
    throw new Error(`A newer version of BeatFlow has used this database: ${unknown.join(', ')} are not known here.`);
  }
  if (executed.some(({ name }) => !wanted.has(name))) await rollback(url, { all: true });
  await migrate(url, { migrations: allMigrations.filter(({ name }) => wanted.has(name)) });
}
