import { type Logger, silentLogger } from '../logger.ts';
import { type Cluster, clusterUrl, openCluster } from './cluster.ts';
import { ensureDatabase } from './ensure-database.ts';
import { type Keeper, takePlace } from './keeper.ts';
import { reachServer } from './reach-server.ts';
import { runProgram } from './run-program.ts';

const DATABASE = 'beatflow';

export interface EmbeddedPostgresOptions {
  /** Where everything is kept; the cluster lives in its folder `postgres`. */
  dataDir: string;
  logger?: Logger;
  /** Further settings of the server, by their names in postgresql.conf. */
  settings?: Record<string, string>;
  /** A cluster that may be lost: made and run without waiting for the disk. */
  isDisposable?: boolean;
}

export interface EmbeddedPostgres {
  /** The address of the database, password included. */
  url: string;
  /** Stops the server, unless another process uses it too. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of a data folder, or joins the one that runs there already. The server is no child of this
 * process: when the process is killed it runs on, and the next start joins it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { logger = silentLogger, settings = {}, isDisposable = false } = options;
  const cluster = await openCluster(options);
  const allSettings = isDisposable ? { ...DISPOSABLE_SETTINGS, ...settings } : settings;
  const { port, keeper } = await join(cluster, allSettings, logger);
  await ensureDatabase(clusterUrl(cluster, port, 'postgres'), DATABASE);

  let stopping: Promise<void> | undefined;
  return {
    url: clusterUrl(cluster, port, DATABASE),
    stop: () => {
      stopping ??= leave(cluster, keeper, logger);
      return stopping;
    },
  };
}

const DISPOSABLE_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

async function join(
  cluster: Cluster,
  settings: Record<string, string>,
  logger: Logger,
): Promise<{ port: number; keeper: Keeper }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await reachServer(cluster, settings, logger);
    try {
      return { port, keeper: await takePlace(cluster, port) };
    } catch (err) {
      // The last user may have been stopping the server at this moment; the next round starts it again.
      if (attempt === 5) throw err;
    }
  }
}

async function leave(cluster: Cluster, keeper: Keeper, logger: Logger): Promise<void> {
  try {
    if (await keeper.leave()) {
      await runProgram(cluster, 'pg_ctl', ['stop', '-m', 'fast', '-w', '-t', '60', '-D', cluster.clusterDir]);
      logger.info({}, 'stopped PostgreSQL');
    } else {
      logger.info({}, 'left PostgreSQL running, another process uses it');
    }
  } catch (err) {
    logger.warn({ err }, 'could not stop PostgreSQL, the next start will use it');
  } finally {
    await keeper.close();
  }
}
