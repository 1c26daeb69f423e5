import pg from 'pg';
import { type Cluster, clusterUrl } from './cluster.ts';

/** Whether the server on this port answers and runs exactly this cluster. */
export async function probeServer(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, port, 'postgres'),
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === cluster.clusterDir;
  } catch {
    // Not there, still starting, or somebody else's: the caller finds out which.
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
