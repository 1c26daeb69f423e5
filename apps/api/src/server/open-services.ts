import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '@beatflow/db';
import { createAttemptLimits } from '../account/attempt-limits.ts';
import { startCare } from '../care/start-care.ts';
import type { Config } from '../config/read-config.ts';
import { GraphCache } from '../graph/graph-cache.ts';
import { openAudio } from '../ingest/open-audio.ts';
import type { Services } from '../services.ts';
import { Sound } from '../sound/sound.ts';
import { SplicePlans } from '../sound/splice-plans.ts';
import { openAudioStore } from '../store/open-audio-store.ts';
import { Decoders } from '../worker/decoders.ts';
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
  const home = await openAudioStore(config, logger);
  const decoders = new Decoders(Math.max(1, Math.min(4, availableParallelism())));
  const folder = join(config.dataDir, 'uploads');
  const { store, chunks, ingest } = await openAudio(config, { database, home, decoders, logger, folder });
  const care = startCare({ config, database, logger, store, home, decoders, ingest });
  const attemptLimits = createAttemptLimits(database.sequelize, config);
  const sound = new Sound({ database, store, chunks, ingest, logger });
  const splicePlans = new SplicePlans({ store, ingest });
  const graphs = new GraphCache(database.sequelize);
  const metrics = createMetrics(database);
  const audio = { store, home, decoders, chunks, ingest, care, sound, splicePlans };
  return { config, database, logger, ...audio, graphs, attemptLimits, metrics };
}

/** Closes them again, in the order in which they lean on each other. */
export async function closeServices({ ingest, care, sound, decoders, database }: Services): Promise<void> {
  // What it is at ends with the threads that do it.
  const stopped = Promise.all([sound.close(), care.close()]);
  await ingest.close();
  await stopped;
  await decoders.close();
  await database.close();
}
