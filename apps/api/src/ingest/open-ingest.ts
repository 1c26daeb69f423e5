import { availableParallelism } from 'node:os';
import type { AudioLimits } from '@beatflow/audio';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { openUploadFolder, type UploadFolder } from '../store/upload-folder.ts';
import { AnalysisPool } from './analysis-pool.ts';
import { PlaybackCache } from './playback-cache.ts';

export interface IngestOptions {
  store: AudioStore;
  /** Where uploads wait until they are checked; best on the disk of the store. Belongs to one process alone. */
  folder: string;
  limits: Required<AudioLimits>;
  logger: Logger;
  /** How long a broken upload is kept to be gone on with. */
  uploadTtlMs?: number;
  playbackCacheBytes?: number;
  threads?: number;
}

/** The way of audio into the store: it waits, is read and measured, and becomes playable. */
export interface Ingest {
  uploads: UploadFolder;
  pool: AnalysisPool;
  playback: PlaybackCache;
  limits: Required<AudioLimits>;
  close(): Promise<void>;
}

const hourMs = 3_600_000;

/** Makes the way of audio into the store ready, and clears what an earlier process left on it. */
export async function openIngest(options: IngestOptions): Promise<Ingest> {
  const { store, folder, limits, logger } = options;
  const { uploadTtlMs = 24 * hourMs, playbackCacheBytes = 20 * 2 ** 30 } = options;
  const { threads = Math.max(1, Math.min(2, availableParallelism() - 1)) } = options;
  const uploads = await openUploadFolder({ folder, ttlMs: uploadTtlMs });
  const pool = new AnalysisPool({ threads, onBroken: (what) => logger.warn({ what }, 'a file broke its reader') });
  const playback = new PlaybackCache({ store, uploads, pool, maxBytes: playbackCacheBytes });
  await playback.start();
  const sweeping = setInterval(() => {
    uploads.sweep().catch((err: unknown) => logger.error({ err }, 'sweeping broken uploads failed'));
  }, hourMs).unref();

  return {
    uploads,
    pool,
    playback,
    limits,
    async close() {
      clearInterval(sweeping);
      await pool.close();
    },
  };
}
