import { randomBytes } from 'node:crypto';
import { startTemporaryPostgres } from '../embedded/temporary-postgres.ts';
import { withClient } from '../migrate/connect.ts';
import { migrate } from '../migrate/migrate.ts';

/** How workers and child processes learn where the cluster is. */
export const ADMIN_URL = 'BEATFLOW_TEST_ADMIN_URL';
export const RUN = 'BEATFLOW_TEST_RUN';

/** Starts (or borrows) a server and makes the template that test databases are copied from. */
export async function startTestCluster(): Promise<{ stop(): Promise<void> }> {
  const borrowed = process.env.TEST_DATABASE_URL;
  const server = borrowed ? { url: borrowed, stop: async () => {} } : await startTemporaryPostgres();
  const run = randomBytes(4).toString('hex');
  try {
    await createTemplate(server.url, templateName(run));
  } catch (err) {
    await server.stop();
    throw err;
  }
  process.env[ADMIN_URL] = server.url;
  process.env[RUN] = run;
  return {
    stop: async () => {
      // A temporary server goes with everything in it; a borrowed one is given back as it was.
      if (borrowed) await dropDatabases(borrowed, run);
      await server.stop();
    },
  };
}

/** The template's name in one run; runs may share a borrowed server. */
export function templateName(run: string): string {
  return `beatflow_test_${run}_template`;
}

async function createTemplate(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE template0`));
  await migrate(databaseUrl(adminUrl, name));
}

async function dropDatabases(adminUrl: string, run: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
      `beatflow\\_test\\_${run}\\_%`,
    ]);
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  });
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}
