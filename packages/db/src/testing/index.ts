export * from './factories.ts';
export { startTemporaryPostgres } from './temporary-postgres.ts';
export { createTestDatabase, openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
