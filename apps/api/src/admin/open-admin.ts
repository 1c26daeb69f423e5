import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, migrate, startEmbeddedPostgres } from '@beatflow/db';
import type { CareServices } from '../care/start-care.ts';
import type { Config } from '../config/read-config.ts';
import { openIngest } from '../ingest/open-ingest.ts';
import { openChunkReader } from '../pack/open-chunk-reader.ts';
import { PackedAudioStore } from '../pack/packed-audio-store.ts';
import type { Logger } from '../server/logger.ts';
import { openLocalAudioStore } from '../store/local-audio-store.ts';
import { Decoders } from '../worker/decoders.ts';

/** Lets `work` use the database and the store of an installation, whether or not its server is running. */
export async function withAdmin<T>(
  config: Config,
  logger: Logger,
  work: (services: CareServices) => Promise<T>,
): Promise<T> {
  const postgres = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDir: config.dataDir, logger });
  // Beside the uploads of the server, which are its own.
  const folder = join(config.dataDir, `admin-${process.pid}`);
  const closers = [() => postgres.stop(), () => rm(folder, { recursive: true, force: true })];
  try {
    await migrate(postgres.url, { logger });
    const database = createDatabase({ url: postgres.url, poolSize: config.dbPoolSize, logger });
    closers.push(() => database.close());
    const home = await openLocalAudioStore({ folder: config.audioDir });
    const decoders = new Decoders(2);
    closers.push(() => decoders.close());
    const chunks = openChunkReader({ database, home, decoders, logger });
    const store = new PackedAudioStore({ database, home, reader: chunks });
    const { playbackCacheBytes, uploadTtlMs } = config;
    const limits = { maxBytes: config.maxAudioBytes, maxSeconds: config.maxAudioSeconds };
    const ingest = await openIngest({
      database,
      store,
      home,
      folder,
      limits,
      logger,
      playbackCacheBytes,
      uploadTtlMs,
    });
    closers.push(() => ingest.close());
    return await work({ config, database, logger, store, home, decoders, ingest });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
