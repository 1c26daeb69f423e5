import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, migrate, startEmbeddedPostgres } from '@beatflow/db';
import type { CareServices } from '../care/start-care.ts';
import type { Config } from '../config/read-config.ts';
import { openAudio } from '../ingest/open-audio.ts';
import type { Logger } from '../server/logger.ts';
import { openAudioStore } from '../store/open-audio-store.ts';
import { Decoders } from '../worker/decoders.ts';

export interface AdminServices extends CareServices {
  databaseUrl: string;
}

/** Lets `work` use the database of an installation, whatever is in it. */
export async function withPostgres<T>(
  config: Config,
  logger: Logger,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl) return work(config.databaseUrl);
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, logger });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

/** Lets `work` use the database and the store of an installation, whether or not its server is running. */
export function withAdmin<T>(
  config: Config,
  logger: Logger,
  work: (services: AdminServices) => Promise<T>,
): Promise<T> {
  return withPostgres(config, logger, (databaseUrl) => withServices(config, logger, databaseUrl, work));
}

async function withServices<T>(
  config: Config,
  logger: Logger,
  databaseUrl: string,
  work: (services: AdminServices) => Promise<T>,
): Promise<T> {
  // Beside the uploads of the server, which are its own.
  const folder = join(config.dataDir, `admin-${process.pid}`);
  const closers = [() => rm(folder, { recursive: true, force: true })];
  try {
    await migrate(databaseUrl, { logger });
    const database = createDatabase({ url: databaseUrl, poolSize: config.dbPoolSize, logger });
    closers.push(() => database.close());
    const home = await openAudioStore(config, logger);
    const decoders = new Decoders(2);
    closers.push(() => decoders.close());
    const options = { database, home, decoders, logger, folder, recentAudioBytes: 0 };
    const { store, ingest } = await openAudio(config, options);
    closers.push(() => ingest.close());
    return await work({ config, databaseUrl, database, logger, store, home, decoders, ingest });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
