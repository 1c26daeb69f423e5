import pg from 'pg';
import { type Cluster, clusterUrl } from './cluster.ts';

/** "keeper" in ASCII: the advisory lock that everybody shares who uses the server. */
const IN_USE_LOCK = '118083237733746';

/** One open connection that tells the others that this process uses the server. */
export interface Keeper {
  /** Gives up the place, and tells whether nobody else holds one; nobody can then take one before `close`. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Takes a place among those who use the server. The last one to leave stops it, so that two processes on one data
 * folder do not pull the database away from each other, and a killed one keeps nobody from stopping it.
 */
export async function takePlace(cluster: Cluster, port: number): Promise<Keeper> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, port, 'postgres'),
    application_name: 'beatflow-keeper',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  await client.connect();
  await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE_LOCK]);
  // The place alone is no reason for the process to live on.
  socketOf(client).unref();
  return {
    leave: async () => {
      socketOf(client).ref();
      await client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE_LOCK]);
      const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
        IN_USE_LOCK,
      ]);
      return rows[0]?.alone === true;
    },
    close: async () => {
      await client.end().catch(() => {});
    },
  };
}

/** `ref` and `unref` exist at run time but not in the types. */
function socketOf(client: pg.Client): { ref(): void; unref(): void } {
  return client as unknown as { ref(): void; unref(): void };
}
