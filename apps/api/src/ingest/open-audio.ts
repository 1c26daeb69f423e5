import type { Database } from '@beatflow/db';
import type { Config } from '../config/read-config.ts';
import { openChunkReader } from '../pack/open-chunk-reader.ts';
import { PackedAudioStore } from '../pack/packed-audio-store.ts';
import type { Logger } from '../server/logger.ts';
import type { Services } from '../services.ts';
import type { AudioStore } from '../store/audio-store.ts';
import type { Disk } from '../store/disk.ts';
import type { Decoders } from '../worker/decoders.ts';
import { openIngest } from './open-ingest.ts';

interface AudioOptions {
  database: Database;
  home: AudioStore;
  decoders: Decoders;
  logger: Logger;
  /** Where uploads wait until they are checked. Belongs to one process alone. */
  folder: string;
  /** Other than the configuration's. */
  recentAudioBytes?: number;
  disk?: Disk;
  /** What is put in front of the store. */
  wrapStore?: (store: AudioStore) => AudioStore;
}

/** Opens the audio of an installation, out of what is in its `home`, and the way into it. */
export async function openAudio(
  config: Config,
  { recentAudioBytes = config.recentAudioBytes, wrapStore = (store) => store, ...options }: AudioOptions,
): Promise<Pick<Services, 'store' | 'chunks' | 'ingest'>> {
  const chunks = openChunkReader(options);
  const store = wrapStore(new PackedAudioStore({ ...options, reader: chunks }));
  const { playbackCacheBytes, uploadTtlMs } = config;
  const limits = { maxBytes: config.maxAudioBytes, maxSeconds: config.maxAudioSeconds };
  const ingest = await openIngest({ ...options, store, limits, playbackCacheBytes, recentAudioBytes, uploadTtlMs });
  return { store, chunks, ingest };
}
