import type { Config } from '../config/read-config.ts';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from './audio-store.ts';
import { openLocalAudioStore } from './local-audio-store.ts';

/** Opens the home of all audio, wherever the configuration says that it is. */
export async function openAudioStore({ audioStore }: Pick<Config, 'audioStore'>, logger: Logger): Promise<AudioStore> {
  if (audioStore.kind === 'folder') return openLocalAudioStore({ folder: audioStore.folder });
  // The client is large: who keeps audio in a folder does not load it.
  const { openS3AudioStore } = await import('./s3/open-s3-audio-store.ts');
  return openS3AudioStore(audioStore, logger);
}
