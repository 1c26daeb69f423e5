export { createDatabase, type Database, type DatabaseConfig, type PoolState } from './database/create-database.ts';
export {
  getViolatedConstraint,
  isDatabaseUnavailable,
  isSerializationFailure,
  isUniqueViolation,
} from './database/database-error.ts';
export { describeDatabaseProblem } from './database/describe-database-problem.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded/start-embedded-postgres.ts';
export type { Logger } from './logger.ts';
export { migrate } from './migrate/migrate.ts';
export { type MigrationStatus, readMigrationStatus } from './migrate/migration-status.ts';
export * from './models/index.ts';
