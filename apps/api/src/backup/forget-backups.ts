import type { StorePart } from '../store/audio-store.ts';
import { type BackupPlace, listBackups } from './backup-place.ts';
import { gatherObjects } from './gather-objects.ts';

export interface ForgetReport {
  backups: number;
  files: number;
  bytes: number;
}

const parts: readonly StorePart[] = ['table', 'pack', 'original'];

/** Removes all but the newest backups of a place, and what only those needed. No backup may be under way. */
export async function forgetBackups({ store }: Pick<BackupPlace, 'store'>, keep: number): Promise<ForgetReport> {
  const backups = await listBackups({ store });
  const report: ForgetReport = { backups: 0, files: 0, bytes: 0 };
  // A backup stops being one before it lacks anything.
  for (const { id } of backups.slice(keep)) {
    await store.delete({ digest: id, part: 'backup' });
    report.backups++;
  }
  const needed = gatherObjects(backups.slice(0, keep));
  for (const part of parts) {
    for await (const { digest, size } of store.list(part)) {
      if (needed.has(`${part}/${digest}`)) continue;
      await store.delete({ digest, part });
      report.files++;
      report.bytes += size;
    }
  }
  return report;
}
