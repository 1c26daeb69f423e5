import { formatBytes } from '@beatflow/shared';
import type { Backup } from '../backup/backup-place.ts';
import { listAudio } from '../backup/manifest.ts';
import type { RestoreReport } from '../backup/restore-backup.ts';
import type { VerifyReport } from '../backup/verify-backups.ts';
import type { BackupReport } from '../backup/write-backup.ts';

/** Says in words what a backup holds, and what it took. */
export function describeBackup({ id, packs, originals, copied, tables, forgotten, ...report }: BackupReport): string[] {
  const lines = [
    `Backup ${id.slice(0, 12)}: ${packs} packs and ${originals} whole files, of which ${copied.files} ` +
      `(${formatBytes(copied.bytes)}) were new; ${tables.rows} rows (${formatBytes(tables.bytes)}).`,
    ...describeFlaws(report),
  ];
  if (forgotten) {
    lines.push(
      `Removed ${forgotten.backups} older backups: ${forgotten.files} files, ${formatBytes(forgotten.bytes)}.`,
    );
  }
  return lines;
}

function describeFlaws({ damaged, lost }: { damaged: string[]; lost: string[] }): string[] {
  const lines = [
    ...damaged.map((digest) => `Damaged in the store, and kept as it is: ${digest}.`),
    ...lost.map((digest) => `Missing from the store: ${digest}.`),
  ];
  if (lines.length > 0) lines.push('pnpm store:fsck tells who suffers, and mends what it can.');
  return lines;
}

/** Says in words what was read, and what is wrong with it. */
export function describeVerify({ backups, files, bytes, wrong }: VerifyReport): string[] {
  return [
    `Checked ${backups} backups: ${files} files, all ${formatBytes(bytes)} of them.`,
    ...wrong.map(
      ({ part, digest, backups: names }) =>
        `Missing or damaged: ${part} ${digest}, of ${names.map((id) => id.slice(0, 12)).join(', ')}.`,
    ),
    wrong.length === 0
      ? 'Everything is in order.'
      : 'Remove these files: the next backup copies again what the store still has.',
  ];
}

/** A line for each backup. */
export function describeBackups(backups: readonly Backup[]): string[] {
  if (backups.length === 0) return ['There is no backup here.'];
  return backups.map(({ id, manifest }) => {
    const bytes = listAudio(manifest).reduce((sum, { size }) => sum + size, 0);
    return `${id.slice(0, 12)}  ${manifest.takenAt}  ${formatBytes(bytes)}`;
  });
}

/** Says in words what is here now. */
export function describeRestore({ id, takenAt, files, bytes, rows, ...report }: RestoreReport): string[] {
  return [
    `Restored the backup ${id.slice(0, 12)} of ${takenAt}: ${files} files (${formatBytes(bytes)}), ${rows} rows. ` +
      'Every byte is what it was.',
    'Everybody signs in anew; access tokens are as they were.',
    ...describeFlaws(report),
  ];
}
