import pg from 'pg';
import { type Cluster, clusterUrl } from './cluster.ts';

const WRONG_PASSWORD = '28P01';

/** Asks the server on this port whether it runs exactly this cluster. */
export async function probeServer(cluster: Cluster, port: number): Promise<'ours' | 'silent' | 'locked'> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, port, 'postgres'),
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === cluster.clusterDir ? 'ours' : 'silent';
  } catch (err) {
    // Not there, still starting, or somebody else's: the caller finds out which.
    return (err as { code?: string }).code === WRONG_PASSWORD ? 'locked' : 'silent';
  } finally {
    await client.end().catch(() => {});
  }
}
