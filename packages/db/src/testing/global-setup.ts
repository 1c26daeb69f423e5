import { startTestCluster } from './test-cluster.ts';

/**
 * Vitest's globalSetup for every package whose tests need a database: one temporary PostgreSQL (or the one that
 * TEST_DATABASE_URL names) with a migrated template, for all workers of this run.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  return () => cluster.stop();
}
