import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeDatabaseProblem } from '../database/describe-database-problem.ts';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';

/** `data/` in the repository's root, seen from `src` and `dist` alike. */
const DEFAULT_DATA_DIR = fileURLToPath(new URL('../../../../data', import.meta.url));

/** Runs `work` on the database that DATABASE_URL names, else on the embedded one of DATA_DIR, started if need be. */
export async function withDatabaseUrl<T>(work: (url: string) => Promise<T>): Promise<T> {
  const given = process.env.DATABASE_URL;
  // npm and pnpm run scripts in the package's folder; a relative path means the folder that the person is in.
  const from = process.env.INIT_CWD ?? process.cwd();
  const dataDir = process.env.DATA_DIR ? path.resolve(from, process.env.DATA_DIR) : DEFAULT_DATA_DIR;
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
