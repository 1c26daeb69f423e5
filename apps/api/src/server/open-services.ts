import { join } from 'node:path';
import { createDatabase } from '@beatflow/db';
import { createAttemptLimits } from '../account/attempt-limits.ts';
import type { Config } from '../config/read-config.ts';
import { GraphCache } from '../graph/graph-cache.ts';
import { openIngest } from '../ingest/open-ingest.ts';
import type { Services } from '../services.ts';
import { Sound } from '../sound/sound.ts';
import { SplicePlans } from '../sound/splice-plans.ts';
import { openLocalAudioStore } from '../store/local-audio-store.ts';
import type { Logger } from './logger.ts';
import { createMetrics } from './metrics.ts';

/** Opens what all requests share. The database is migrated already. */
export async function openServices(config: Config, databaseUrl: string, logger: Logger): Promise<Services> {
  const database = createDatabase({
    url: databaseUrl,
    poolSize: config.dbPoolSize,
    poolOverflow: config.dbPoolOverflow,
    echo: config.sqlEcho,
    logger,
  });
  const store = await openLocalAudioStore({ folder: config.audioDir });
  const ingest = await openIngest({
    database,
    store,
    folder: join(config.dataDir, 'uploads'),
    limits: { maxBytes: config.maxAudioBytes, maxSeconds: config.maxAudioSeconds },
    playbackCacheBytes: config.playbackCacheBytes,
    logger,
  });
  const attemptLimits = createAttemptLimits(database.sequelize, config);
  const sound = new Sound({ database, store, ingest, logger });
  const splicePlans = new SplicePlans({ store, ingest });
  const graphs = new GraphCache(database.sequelize);
  const metrics = createMetrics(database);
  return { config, database, logger, store, ingest, graphs, sound, splicePlans, attemptLimits, metrics };
}

/** Closes them again, in the order in which they lean on each other. */
export async function closeServices({ ingest, sound, database }: Services): Promise<void> {
  // What it is at ends with the threads that do it.
  const stopped = sound.close();
  await ingest.close();
  await stopped;
  await database.close();
}
