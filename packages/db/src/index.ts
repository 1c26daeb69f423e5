export { createDatabase, type Database, type DatabaseConfig, type PoolState } from './database/create-database.ts';
export {
  getViolatedConstraint,
  isDatabaseUnavailable,
  isSerializationFailure,
  isUniqueViolation,
} from './database/database-error.ts';
export { describeDatabaseProblem } from './database/describe-database-problem.ts';
export {
  DatabaseNotEmpty,
  type Dump,
  type DumpedTable,
  loadDump,
  requireEmptyDatabase,
} from './dump/load-dump.ts';
export { LockTaken, type SessionLock, withSessionLock } from './dump/session-lock.ts';
export type { TableShape } from './dump/table-shapes.ts';
export { type Snapshot, withSnapshot } from './dump/take-snapshot.ts';
export { requireKnownMigrations } from './dump/to-schema-of.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded/start-embedded-postgres.ts';
export type { Logger } from './logger.ts';
export { migrate } from './migrate/migrate.ts';
export { type MigrationStatus, readMigrationStatus } from './migrate/migration-status.ts';
export * from './models/index.ts';
