import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { BackupPlace } from '../backup/backup-place.ts';
import { readConfig } from '../config/read-config.ts';
import { openLocalAudioStore } from '../store/local-audio-store.ts';
import { openAudioStore } from '../store/open-audio-store.ts';
import type { Installation } from './command.ts';

/** Opens a place of backups, a folder or a bucket; a folder that is missing is made for who writes one. */
export function openPlace(installation: Installation, given: string, to: 'read' | 'write'): Promise<BackupPlace> {
  return /^\w{2,}:\/\//.test(given) ? openBucket(installation, given) : openFolder(installation, given, to);
}

async function openFolder({ config }: Installation, given: string, to: 'read' | 'write'): Promise<BackupPlace> {
  // A script of a package runs in the package's folder; who typed the name was somewhere else.
  const typed = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const { dataDir, audioStore } = config;
  for (const kept of [dataDir, ...(audioStore.kind === 'folder' ? [audioStore.folder] : [])]) {
    if (await isInside(typed, kept)) {
      throw new Error(`A backup belongs outside of ${kept}: what destroys the one must not destroy the other.`);
    }
  }
  if (to === 'write') await mkdir(typed, { recursive: true });
  else if (!existsSync(typed)) throw new Error(`There is no folder ${typed}.`);
  return { store: await openLocalAudioStore({ folder: typed }), workFolder: join(typed, 'working') };
}

async function isInside(path: string, folder: string): Promise<boolean> {
  const [real, realFolder] = await Promise.all([path, folder].map((name) => realpath(name).catch(() => name)));
  return !relative(realFolder as string, real as string).startsWith('..');
}

async function openBucket({ config, logger }: Installation, given: string): Promise<BackupPlace> {
  // It is reached with the same keys as a bucket that audio is kept in.
  const { audioStore } = readConfig({ ...process.env, AUDIO_STORE: given });
  if (JSON.stringify(audioStore) === JSON.stringify(config.audioStore)) {
    throw new Error('A backup belongs somewhere else than the audio that it is of.');
  }
  return { store: await openAudioStore({ audioStore }, logger), workFolder: join(config.dataDir, 'backing-up') };
}
