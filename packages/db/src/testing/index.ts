export { startTemporaryPostgres } from '../embedded/temporary-postgres.ts';
export * from './factories.ts';
export { createTestDatabase, openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
