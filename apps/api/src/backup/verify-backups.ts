import type { AudioObject, StorePart } from '../store/audio-store.ts';
import { type Backup, type BackupPlace, listBackups } from './backup-place.ts';
import { hashObject } from './hashed-copy.ts';
import { listAudio } from './manifest.ts';

export interface VerifyReport {
  backups: number;
  files: number;
  bytes: number;
  /** Files that are missing or damaged, and the backups that suffer. */
  wrong: { part: StorePart; digest: string; backups: string[] }[];
}

/** Reads every byte of every backup of a place, once, and compares it with its SHA-256. */
export async function verifyBackups(
  { store }: Pick<BackupPlace, 'store'>,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<VerifyReport> {
  const backups = await listBackups({ store });
  const report: VerifyReport = { backups: backups.length, files: 0, bytes: 0, wrong: [] };
  const objects = gatherObjects(backups);
  for (const { object, size, names } of objects.values()) {
    onProgress(report.files, objects.size);
    const found = await hashObject(store, object);
    report.files++;
    report.bytes += found?.size ?? 0;
    if (found?.digest !== object.digest || found.size !== size) {
      report.wrong.push({ ...object, backups: names });
    }
  }
  onProgress(objects.size, objects.size);
  return report;
}

interface Needed {
  object: AudioObject;
  size: number;
  /** Backups that it belongs to. */
  names: string[];
}

/** Every file that some backups are made of, by its kind and name. */
export function gatherObjects(backups: readonly Backup[]): Map<string, Needed> {
  const objects = new Map<string, Needed>();
  for (const { id, manifest } of backups) {
    const tables = manifest.tables.map(({ digest, size }) => ({ part: 'table' as const, digest, size }));
    const audio = listAudio(manifest).map(({ part, digest, size, storedAs }) => ({
      part,
      digest: storedAs ?? digest,
      size,
    }));
    for (const { part, digest, size } of [...tables, ...audio]) {
      const key = `${part}/${digest}`;
      const known = objects.get(key);
      if (known) known.names.push(id);
      else objects.set(key, { object: { part, digest }, size, names: [id] });
    }
  }
  return objects;
}
