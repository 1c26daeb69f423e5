import type { Database } from '@beatflow/db';
import type { AttemptLimits } from './account/attempt-limits.ts';
import type { Care } from './care/start-care.ts';
import type { Config } from './config/read-config.ts';
import type { GraphCache } from './graph/graph-cache.ts';
import type { Ingest } from './ingest/open-ingest.ts';
import type { ChunkReader } from './pack/chunk-reader.ts';
import type { Logger } from './server/logger.ts';
import type { Metrics } from './server/metrics.ts';
import type { Sound } from './sound/sound.ts';
import type { SplicePlans } from './sound/splice-plans.ts';
import type { AudioStore } from './store/audio-store.ts';
import type { Decoders } from './worker/decoders.ts';

/** What lives as long as the server, and is shared by all of its requests. */
export interface Services {
  config: Config;
  database: Database;
  logger: Logger;
  /** Audio, whatever shape it is kept in. */
  store: AudioStore;
  /** Where its files are: packs, what is computed, and originals that are kept whole. */
  home: AudioStore;
  decoders: Decoders;
  chunks: ChunkReader;
  ingest: Ingest;
  care: Care;
  /** The shapes of histories. */
  graphs: GraphCache;
  sound: Sound;
  splicePlans: SplicePlans;
  attemptLimits: AttemptLimits;
  metrics: Metrics;
}
