import { join } from 'node:path';
import { DatabaseNotEmpty } from '@beatflow/db';
import { listBackups } from '../backup/backup-place.ts';
import { NotEmpty, restoreBackup } from '../backup/restore-backup.ts';
import { verifyBackups } from '../backup/verify-backups.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { openAudioStore } from '../store/open-audio-store.ts';
import { type Command, onServices } from './command.ts';
import { describeBackup, describeBackups, describeRestore, describeVerify } from './describe-backup.ts';
import { withPostgres } from './open-admin.ts';
import { openPlace } from './open-place.ts';
import { showProgress } from './show-progress.ts';

/** What keeps copies of an installation, and makes one of them an installation again. */
export const backupCommands: Readonly<Record<string, Command>> = {
  backup: {
    options: ['verify'],
    counts: ['keep'],
    operands: { min: 1, max: 1 },
    run: onServices(async (services, { options, operands, counts }) => {
      const place = await openPlace(services, operands[0] as string, 'write');
      const report = await writeBackup(services, place, {
        keep: counts.get('keep'),
        onProgress: showProgress('Copying'),
      });
      const lines = describeBackup(report);
      const isWhole = report.damaged.length + report.lost.length === 0;
      if (!options.has('verify')) return { facts: report, lines, isWell: isWhole };
      const verified = await verifyBackups(place, showProgress('Checking'));
      const isWell = isWhole && verified.wrong.length === 0;
      return { facts: { ...report, verified }, lines: [...lines, ...describeVerify(verified)], isWell };
    }),
  },

  backups: {
    options: ['verify'],
    operands: { min: 1, max: 1 },
    async run(installation, { options, operands }) {
      const place = await openPlace(installation, operands[0] as string, 'read');
      if (options.has('verify')) {
        const report = await verifyBackups(place, showProgress('Checking'));
        return { facts: report, lines: describeVerify(report), isWell: report.wrong.length === 0 };
      }
      const backups = await listBackups(place);
      const facts = backups.map(({ id, manifest: { takenAt, migrations } }) => ({ id, takenAt, migrations }));
      return { facts, lines: describeBackups(backups), isWell: true };
    },
  },

  restore: {
    operands: { min: 1, max: 2 },
    async run({ config, logger }, { operands: [folder = '', id = null] }) {
      const place = await openPlace({ config, logger }, folder, 'read');
      const report = await withPostgres(config, logger, async (databaseUrl) => {
        const home = await openAudioStore(config, logger);
        const target = { databaseUrl, home, workFolder: join(config.dataDir, 'restoring') };
        return restoreBackup(target, place, { id, onProgress: showProgress('Copying') });
      }).catch((err: unknown) => {
        if (!(err instanceof DatabaseNotEmpty || err instanceof NotEmpty)) throw err;
        throw new Error(`${err.message} A backup is restored into an empty BeatFlow: set DATA_DIR to a new folder.`);
      });
      const isWell = report.damaged.length + report.lost.length === 0;
      return { facts: report, lines: describeRestore(report), isWell };
    },
  },
};
