import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadEnvFile } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describeDatabaseProblem } from '../database/describe-database-problem.ts';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';

/** The repository's root, seen from `src` and `dist` alike. */
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Runs `work` on the database that DATABASE_URL names, else on the embedded one of DATA_DIR, started if need be. Reads
 * `.env` as the API does: both must mean the same database.
 */
export async function withDatabaseUrl<T>(work: (url: string) => Promise<T>): Promise<T> {
  const settings = path.join(ROOT, '.env');
  if (existsSync(settings)) loadEnvFile(settings);
  const given = process.env.DATABASE_URL;
  const dataDir = path.resolve(ROOT, process.env.DATA_DIR || 'data');
  const server = given ? { url: given, stop: async () => {} } : await startEmbeddedPostgres({ dataDir });
  try {
    return await work(server.url);
  } catch (err) {
    const problem = describeDatabaseProblem(err, server.url);
    throw problem === null ? err : new Error(problem, { cause: err });
  } finally {
    await server.stop();
  }
}
