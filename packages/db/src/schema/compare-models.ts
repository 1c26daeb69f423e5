import { createDatabase } from '../database/create-database.ts';
import { ensureDatabase } from '../embedded/ensure-database.ts';
import { startTemporaryPostgres } from '../embedded/temporary-postgres.ts';
import { migrate } from '../migrate/migrate.ts';
import { buildModelSchema } from './build-model-schema.ts';
import { inspectSchema } from './inspect-schema.ts';
import { writeSchemaDifference } from './write-schema-difference.ts';

export interface ModelDifference {
  /** Statements from what the migrations make to what the models describe; none when they agree. */
  up: string[];
  /** The way back. */
  down: string[];
}

/** Compares models and migrations through PostgreSQL's catalogs, in a temporary server of its own. */
export async function compareModelsWithMigrations(): Promise<ModelDifference> {
  const server = await startTemporaryPostgres();
  try {
    const urlOf = (name: string) => new URL(`/${name}`, server.url).href;
    for (const name of ['migrated', 'modelled']) await ensureDatabase(server.url, name);
    await migrate(urlOf('migrated'));
    const database = createDatabase({ url: urlOf('modelled') });
    try {
      await buildModelSchema(database.sequelize);
    } finally {
      await database.close();
    }
    const migrated = await inspectSchema(urlOf('migrated'));
    const modelled = await inspectSchema(urlOf('modelled'));
    return { up: writeSchemaDifference(migrated, modelled), down: writeSchemaDifference(modelled, migrated) };
  } finally {
    await server.stop();
  }
}
