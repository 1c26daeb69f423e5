import { rm } from 'node:fs/promises';
import type { AudioFileModel } from '@beatflow/db';
import type { Ingest } from '../ingest/open-ingest.ts';
import { needsPlayback } from '../ingest/playback-file.ts';
import type { AudioStore } from '../store/audio-store.ts';

export interface Lenders {
  store: AudioStore;
  ingest: Ingest;
}

/** What of an audio file says where its sound is. */
export type SoundFile = Pick<AudioFileModel, 'digest' | 'format'>;

/** Lets `work` read the sound of some files as plain PCM, by paths that stay good until it has ended. */
export async function borrowPcm<T>(
  lenders: Lenders,
  files: readonly SoundFile[],
  work: (paths: string[]) => Promise<T>,
): Promise<T> {
  const paths = files.map(() => lenders.ingest.uploads.workPath());
  try {
    await Promise.all(files.map((file, index) => lend(lenders, file, paths[index] as string)));
    return await work(paths);
  } finally {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }
}

async function lend({ store, ingest }: Lenders, { digest, format }: SoundFile, path: string): Promise<void> {
  if (needsPlayback(format)) await ingest.playback.copy(digest, path);
  else if (!(await store.copy({ digest, part: 'original' }, path))) {
    throw new Error(`The original ${digest} is not in the store.`);
  }
}
