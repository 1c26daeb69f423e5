import { migrate, startEmbeddedPostgres } from '@beatflow/db';
import type { Config } from '../config/read-config.ts';
import { createApp } from './create-app.ts';
import { listen } from './listen.ts';
import type { Logger } from './logger.ts';
import { closeServices, openServices } from './open-services.ts';
import { startDemo } from './start-demo.ts';

export interface RunningServer {
  /** Where people find it. */
  url: string;
  /** Ends the server so that nothing is cut off: requests first, then what they need. */
  stop(): Promise<void>;
}

/** Starts everything: the database unless there is one, its migrations, the server, and the demo. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closeNext of closers.splice(0).reverse()) await closeNext();
  };
  try {
    const databaseUrl = config.databaseUrl ?? (await startPostgres(config, logger, closers));
    await migrate(databaseUrl, { logger });
    const services = await openServices(config, databaseUrl, logger);
    closers.push(() => closeServices(services));
    const server = await listen(createApp(services), config);
    closers.push(() => server.stop(config.stopTimeoutSeconds * 1000));
    services.sound.resume();
    if (config.demo) closers.push(startDemo(server.url, logger));
    return { url: config.publicUrl ?? server.url, stop: close };
  } catch (err) {
    await close();
    throw err;
  }
}

async function startPostgres({ dataDir }: Config, logger: Logger, closers: (() => unknown)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir, logger });
  closers.push(() => postgres.stop());
  return postgres.url;
}
