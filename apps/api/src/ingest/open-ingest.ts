import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { AudioLimits } from '@beatflow/audio';
import type { Database } from '@beatflow/db';
import { Packer } from '../pack/packer.ts';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from '../store/audio-store.ts';
import type { Disk } from '../store/disk.ts';
import { openUploadFolder, type UploadFolder } from '../store/upload-folder.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { Measuring } from './measuring.ts';
import { PlaybackCache } from './playback-cache.ts';
import { RecentAudio } from './recent-audio.ts';
import { repeat } from './repeat.ts';

export interface IngestOptions {
  database: Database;
  store: AudioStore;
  home: AudioStore;
  /** Where uploads wait until they are checked; best on the disk of the store. Belongs to one process alone. */
  folder: string;
  limits: Required<AudioLimits>;
  logger: Logger;
  /** How long a broken upload is kept to be gone on with. */
  uploadTtlMs: number;
  playbackCacheBytes: number;
  recentAudioBytes: number;
  threads?: number;
  disk?: Disk;
}

/** The way of audio into the store: it waits, is read, kept and measured, and becomes playable. */
export interface Ingest {
  uploads: UploadFolder;
  pool: WorkerPool;
  playback: PlaybackCache;
  packer: Packer;
  recent: RecentAudio;
  measuring: Measuring;
  limits: Required<AudioLimits>;
  close(): Promise<void>;
}

const hourMs = 3_600_000;

/** Makes the way of audio into the store ready, and clears what an earlier process left on it. */
export async function openIngest(options: IngestOptions): Promise<Ingest> {
  const { database, store, home, folder, limits, logger, disk } = options;
  const { uploadTtlMs, playbackCacheBytes, recentAudioBytes } = options;
  // Each file is read by two at once, and by a third while it is packed.
  const { threads = Math.max(3, Math.min(4, availableParallelism() - 1)) } = options;
  const uploads = await openUploadFolder({ folder, ttlMs: uploadTtlMs, disk });
  const onBroken = (what: string) => logger.warn({ what }, 'a file broke its reader');
  const pool = new WorkerPool({ threads, onBroken });
  const recent = new RecentAudio({ folder: join(folder, 'work', 'recent'), maxBytes: recentAudioBytes });
  await recent.start();
  const playback = new PlaybackCache({ store, uploads, pool, maxBytes: playbackCacheBytes });
  await playback.start();
  const packer = new Packer({ database, home, pool, uploads });
  const measuringPool = new WorkerPool({ threads: 1, onBroken });
  const measuring = new Measuring({ database, store, uploads, recent, pool: measuringPool, logger });
  const sweeping = repeat('sweeping broken uploads', hourMs, logger, () => uploads.sweep());

  return {
    uploads,
    pool,
    playback,
    packer,
    recent,
    measuring,
    limits,
    async close() {
      await Promise.all([pool.close(), measuringPool.close()]);
      await sweeping.stop();
    },
  };
}
