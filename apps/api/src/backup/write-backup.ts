import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type SessionLock, type Snapshot, withSnapshot } from '@beatflow/db';
import { withStoreHeld } from '../care/hold-store.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { withBackupLock } from './backup-lock.ts';
import { type BackupPlace, type OpenPlace, writeManifest } from './backup-place.ts';
import { copyAudio } from './copy-audio.ts';
import { type ForgetReport, forgetBackups } from './forget-backups.ts';
import { writeHashed } from './hashed-copy.ts';
import type { AudioEntry, Manifest } from './manifest.ts';
import { withWorkFolder } from './work-folder.ts';

export interface BackupSource {
  databaseUrl: string;
  /** Audio, whatever shape it is kept in. */
  store: AudioStore;
}

export interface BackupReport {
  id: string;
  takenAt: string;
  packs: number;
  originals: number;
  /** What was not here already. */
  copied: { files: number; bytes: number };
  tables: { rows: number; bytes: number };
  /** Packs and files that the store has damaged: they are here as they are. */
  damaged: string[];
  /** Packs and files that the store could not give. */
  lost: string[];
  /** Older backups that were removed. */
  forgotten: ForgetReport | null;
}

export interface BackupOptions {
  /** How many backups stay, this one included; all of them when absent. */
  keep?: number;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Makes a backup of everything as it is at one instant, while others push and garbage is collected. What it shares with
 * earlier ones is not copied again; one that breaks off leaves nothing that passes for a backup, and the next goes on.
 */
export function writeBackup(
  source: BackupSource,
  { store, workFolder }: BackupPlace,
  options: BackupOptions = {},
): Promise<BackupReport> {
  const { databaseUrl } = source;
  return withBackupLock(databaseUrl, () =>
    withWorkFolder(workFolder, (workPath) =>
      // Before the snapshot: from then on all that it names stays.
      withStoreHeld(databaseUrl, (held) => writeHeld(source, { store, workPath }, held, options)),
    ),
  );
}

async function writeHeld(
  { databaseUrl, store }: BackupSource,
  place: OpenPlace,
  held: SessionLock,
  { keep, onProgress = () => {} }: BackupOptions,
): Promise<BackupReport> {
  const { audio, ...dumped } = await dumpDatabase(databaseUrl, place);
  const { copied, ...found } = await copyAudio({ store, audio, place, held, onProgress });
  await held.check();
  const content: Manifest = { format: 'beatflow-backup', version: 1, ...dumped, ...found };
  const id = await writeManifest(place, content);
  const forgotten = keep === undefined ? null : await forgetBackups(place, keep);
  return { ...toReport(id, content, copied), forgotten };
}

function toReport(id: string, content: Manifest, copied: BackupReport['copied']): Omit<BackupReport, 'forgotten'> {
  const { takenAt, packs, originals, tables, lost } = content;
  return {
    id,
    takenAt,
    packs: packs.length,
    originals: originals.length,
    copied,
    tables: {
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      bytes: tables.reduce((sum, { size }) => sum + size, 0),
    },
    damaged: [...packs, ...originals].flatMap(({ digest, storedAs }) => (storedAs ? [digest] : [])),
    lost: lost.map(({ digest }) => digest),
  };
}

type Dumped = Pick<Manifest, 'takenAt' | 'migrations' | 'tables'> & { audio: AudioEntry[] };

function dumpDatabase(databaseUrl: string, place: OpenPlace): Promise<Dumped> {
  return withSnapshot(databaseUrl, async (snapshot) => {
    const tables: Manifest['tables'] = [];
    for (const table of snapshot.tables) tables.push({ ...table, ...(await dumpTable(snapshot, table, place)) });
    const { takenAt, migrations } = snapshot;
    return { takenAt: takenAt.toISOString(), migrations, tables, audio: await listAudioOf(snapshot) };
  });
}

async function dumpTable(snapshot: Snapshot, table: Snapshot['tables'][number], { store, workPath }: OpenPlace) {
  const path = workPath();
  try {
    let hashed = { digest: '', size: 0 };
    const rows = await snapshot.copyTable(table, async (stream) => {
      const zipped = createGzip({ level: 4 });
      [hashed] = await Promise.all([writeHashed(zipped, path), pipeline(stream, zipped)]);
    });
    await store.put({ digest: hashed.digest, part: 'table' }, path);
    return { rows, ...hashed };
  } finally {
    await rm(path, { force: true });
  }
}

/** What the store is asked for: packs that something is read from, and files that are in none. */
function listAudioOf(snapshot: Snapshot): Promise<AudioEntry[]> {
  return snapshot.query<AudioEntry>(
    `SELECT 'pack' AS part, digest, size::float8 AS size FROM packs p
       WHERE EXISTS (SELECT FROM chunks c WHERE c.pack_digest = p.digest)
     UNION ALL
     SELECT 'original', digest, size::float8 FROM audio_files f
       WHERE NOT EXISTS (SELECT FROM audio_file_chunks c WHERE c.audio_digest = f.digest)
     ORDER BY 1 DESC, 2`,
  );
}
