import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import type { AudioStore } from '../store/audio-store.ts';
import { onDisk } from '../store/disk.ts';
import { type Manifest, manifest } from './manifest.ts';

/** Where backups are: a store as any other, which they share, so that each holds only what is new. */
export interface BackupPlace {
  store: AudioStore;
  /** Where files are made; on the store's own disk, if it has one. */
  workFolder: string;
}

/** A place to which somebody writes. */
export interface OpenPlace {
  store: AudioStore;
  workPath: () => string;
}

export interface Backup {
  /** SHA-256 of its list. */
  id: string;
  manifest: Manifest;
}

/** Makes a backup one: when this returns it is there for good. Answers its name. */
export async function writeManifest({ store, workPath }: OpenPlace, content: Manifest): Promise<string> {
  const path = workPath();
  try {
    const text = `${JSON.stringify(content, null, 1)}\n`;
    const digest = hashText(text);
    await onDisk(() => writeFile(path, text));
    await store.put({ digest, part: 'backup' }, path);
    return digest;
  } finally {
    await rm(path, { force: true });
  }
}

/** Every backup, the newest first. Throws when the list of one is damaged. */
export async function listBackups(place: Pick<BackupPlace, 'store'>): Promise<Backup[]> {
  const backups: Backup[] = [];
  for await (const { digest } of place.store.list('backup')) backups.push(await readBackup(place, digest));
  return backups.sort(
    (a, b) => Date.parse(b.manifest.takenAt) - Date.parse(a.manifest.takenAt) || (a.id < b.id ? -1 : 1),
  );
}

async function readBackup({ store }: Pick<BackupPlace, 'store'>, id: string): Promise<Backup> {
  const opened = await store.open({ digest: id, part: 'backup' });
  if (!opened) throw new Error(`There is no backup ${id}.`);
  try {
    const content = await readText(opened.stream(0, opened.size));
    if (hashText(content) !== id) throw new Error(`The list of the backup ${id} is damaged.`);
    const parsed = manifest.safeParse(JSON.parse(content));
    if (!parsed.success) throw new Error(`The backup ${id} is of a kind that this version of BeatFlow does not know.`);
    return { id, manifest: parsed.data };
  } finally {
    await opened.close();
  }
}

/** The newest backup, or the one whose name begins so. */
export async function findBackup(place: Pick<BackupPlace, 'store'>, idStart: string | null): Promise<Backup> {
  const backups = await listBackups(place);
  if (backups.length === 0) throw new Error('There is no whole backup here.');
  if (idStart === null) return backups[0] as Backup;
  const found = backups.filter(({ id }) => id.startsWith(idStart));
  if (found.length === 1) return found[0] as Backup;
  throw new Error(
    found.length === 0 ? `There is no backup ${idStart} here.` : `Several backups begin with ${idStart}.`,
  );
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
