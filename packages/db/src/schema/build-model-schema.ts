import type { Sequelize } from 'sequelize-typescript';
import { models } from '../models/index.ts';
import { appendOnlyGuard } from './append-only-guard.ts';
import { checks } from './checks.ts';
import { compositeKeys } from './composite-keys.ts';
import { writeDefaults } from './defaults.ts';
import { functions } from './functions.ts';

/**
 * Builds in an empty database what the models describe: `sync()`, and then the parts of the schema that Sequelize has
 * no words for. Never used for real data; migrations make those databases, and a test compares the two.
 */
export async function buildModelSchema(sequelize: Sequelize): Promise<void> {
  await sequelize.sync();
  const constraints = Object.entries(checks).flatMap(([table, rules]) =>
    Object.entries(rules).map(([name, rule]) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${rule});`),
  );
  const statements = [...functions, ...writeDefaults(models), ...constraints, ...compositeKeys, appendOnlyGuard];
  // Replacements off: the SQL has colons of its own.
  await sequelize.query(statements.join('\n'), { raw: true });
}
