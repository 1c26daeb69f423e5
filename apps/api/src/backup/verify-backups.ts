import type { StorePart } from '../store/audio-store.ts';
import { type BackupPlace, listBackups } from './backup-place.ts';
import { gatherObjects } from './gather-objects.ts';
import { hashObject } from './hashed-copy.ts';

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
