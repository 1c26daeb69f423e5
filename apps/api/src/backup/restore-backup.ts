import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  type DumpedTable,
  loadDump,
  requireEmptyDatabase,
  requireKnownMigrations,
  type SessionLock,
} from '@beatflow/db';
import { withStoreHeld } from '../care/hold-store.ts';
import type { AudioObject, AudioStore } from '../store/audio-store.ts';
import { withBackupLock } from './backup-lock.ts';
import { type Backup, type BackupPlace, findBackup } from './backup-place.ts';
import { copyHashed, hashObject } from './hashed-copy.ts';
import { type AudioEntry, listAudio, type Manifest } from './manifest.ts';
import { withWorkFolder } from './work-folder.ts';

export interface RestoreTarget {
  databaseUrl: string;
  /** Where packs go, and whole files. */
  home: AudioStore;
  /** Where files are made; on the store's own disk, if it has one. */
  workFolder: string;
}

interface OpenTarget extends Omit<RestoreTarget, 'workFolder'> {
  workPath: () => string;
}

export interface RestoreReport {
  id: string;
  takenAt: string;
  files: number;
  bytes: number;
  rows: number;
  /** What was damaged, or lost, when the backup was made. */
  damaged: string[];
  lost: string[];
}

export interface RestoreOptions {
  /** How the name of the backup begins; the newest when absent. */
  id?: string | null;
  onProgress?: (done: number, total: number) => void;
}

/** An installation that holds something already. */
export class NotEmpty extends Error {
  override name = 'NotEmpty';
}

/**
 * Puts a backup into an empty installation, every byte checked against its SHA-256. The database comes last, all of
 * it or nothing; a restore that broke off can be run again, and goes on.
 */
export async function restoreBackup(
  { databaseUrl, home, workFolder }: RestoreTarget,
  { store }: Pick<BackupPlace, 'store'>,
  { id = null, onProgress = () => {} }: RestoreOptions = {},
): Promise<RestoreReport> {
  const backup = await findBackup({ store }, id);
  requireKnownMigrations(backup.manifest.migrations);
  return withBackupLock(databaseUrl, async () => {
    await requireEmptyDatabase(databaseUrl);
    await requireNothingElse(home, backup.manifest);
    return withWorkFolder(workFolder, (workPath) =>
      // A server that runs here already would take for garbage what the database does not name yet.
      withStoreHeld(databaseUrl, (held) =>
        restoreInto({ databaseUrl, home, workPath }, store, backup, held, onProgress),
      ),
    );
  });
}

async function restoreInto(
  target: OpenTarget,
  store: AudioStore,
  { id, manifest }: Backup,
  held: SessionLock,
  onProgress: (done: number, total: number) => void,
): Promise<RestoreReport> {
  const audio = listAudio(manifest);
  for (const [i, entry] of audio.entries()) {
    onProgress(i, audio.length);
    await restoreAudio(target, store, entry);
    await held.check();
  }
  onProgress(audio.length, audio.length);
  const tables = await fetchTables(target, store, manifest);
  try {
    await loadDump(target.databaseUrl, { migrations: manifest.migrations, tables });
  } finally {
    await Promise.all(tables.map(({ path }) => rm(path, { force: true })));
  }
  return {
    id,
    takenAt: manifest.takenAt,
    files: audio.length,
    bytes: audio.reduce((sum, { size }) => sum + size, 0),
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    damaged: audio.flatMap(({ digest, storedAs }) => (storedAs ? [digest] : [])),
    lost: manifest.lost.map(({ digest }) => digest),
  };
}

/** Audio may be here only as an earlier try left it. */
async function requireNothingElse(home: AudioStore, content: Manifest): Promise<void> {
  const own = new Set(listAudio(content).map(({ part, digest }) => `${part}/${digest}`));
  for (const part of ['pack', 'original'] as const) {
    for await (const { digest } of home.list(part)) {
      if (own.has(`${part}/${digest}`)) continue;
      throw new NotEmpty('The audio store is not empty: it holds audio that is not in this backup.');
    }
  }
}

async function restoreAudio({ home, workPath }: OpenTarget, store: AudioStore, entry: AudioEntry): Promise<void> {
  const { part, digest, size, storedAs = digest } = entry;
  const here = await hashObject(home, { part, digest });
  if (here?.digest === storedAs && here.size === size) return;
  const path = workPath();
  try {
    await fetchObject(store, { part, digest: storedAs }, path);
    if (here) await home.delete({ part, digest });
    await home.put({ part, digest }, path);
  } finally {
    await rm(path, { force: true });
  }
}

async function fetchTables(
  { workPath }: OpenTarget,
  store: AudioStore,
  { tables }: Manifest,
): Promise<(DumpedTable & { path: string })[]> {
  const fetched = [];
  for (const { name, columns, rows, digest } of tables) {
    const path = workPath();
    await fetchObject(store, { part: 'table', digest }, path);
    fetched.push({ name, columns, rows, path, open: () => unzip(path) });
  }
  return fetched;
}

function unzip(path: string): Readable {
  const unzipped = createGunzip();
  const zipped = createReadStream(path);
  zipped.on('error', (err) => unzipped.destroy(err));
  return zipped.pipe(unzipped);
}

async function fetchObject(store: AudioStore, object: AudioObject, path: string): Promise<void> {
  const hashed = await copyHashed(store, object, path);
  if (hashed?.digest === object.digest) return;
  await rm(path, { force: true });
  const isWhat = hashed ? 'damaged in' : 'missing from';
  throw new Error(`The file ${object.part}/${object.digest} is ${isWhat} the backup. Nothing was restored.`);
}
