import { expect, it } from 'vitest';
import { createDatabase } from '../database/create-database.ts';
import { models } from '../models/index.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { buildModelSchema } from './build-model-schema.ts';
import { inspectSchema } from './inspect-schema.ts';
import { writeSchemaDifference } from './write-schema-difference.ts';

it('the models describe exactly what the migrations make', async () => {
  const migrated = await createTestDatabase();
  const modelled = await createTestDatabase({ isEmpty: true });
  const database = createDatabase({ url: modelled.url });
  await buildModelSchema(database.sequelize);
  await database.close();

  const fromMigrations = await inspectSchema(migrated.url);
  const fromModels = await inspectSchema(modelled.url);
  await Promise.all([migrated.drop(), modelled.drop()]);

  expect(Object.keys(fromMigrations.tables)).toHaveLength(models.length);
  expect(writeSchemaDifference(fromMigrations, fromModels)).toEqual([]);
  expect(writeSchemaDifference(fromModels, fromMigrations)).toEqual([]);
});
