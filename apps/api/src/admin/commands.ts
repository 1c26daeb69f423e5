import { formatBytes } from '@beatflow/shared';
import { checkStore } from '../care/check-store.ts';
import { collectGarbage, planGarbage } from '../care/collect-garbage.ts';
import { packWholeAudio } from '../care/pack-whole-audio.ts';
import { toGarbageServices } from '../care/start-care.ts';
import { backupCommands } from './backup-commands.ts';
import { type Command, onServices } from './command.ts';
import { describeCheck } from './describe-check.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  fsck: {
    options: ['read-data', 'repair'],
    run: onServices(async (services, { options }) => {
      const report = await checkStore(toGarbageServices(services), {
        readData: options.has('read-data'),
        repair: options.has('repair'),
        packWhole: () => packWholeAudio({ ...services, ...services.ingest }),
      });
      return { facts: report, lines: describeCheck(report), isWell: report.isSound };
    }),
  },

  gc: {
    options: ['dry-run'],
    run: onServices(async (services, { options }) => {
      const { gcGraceMs: graceMs, uploadTtlMs } = services.config;
      const garbage = toGarbageServices(services);
      if (options.has('dry-run')) {
        const plan = await planGarbage(garbage, { graceMs });
        const lines = [
          `Nobody needs ${plan.audio.files} audio files (${formatBytes(plan.audio.bytes)}).`,
          `Would forget ${plan.chunks.chunks} chunks (${formatBytes(plan.chunks.bytes)}), remove ${plan.packs.packs} packs ` +
            `(${formatBytes(plan.packs.bytes)}), and write ${plan.rewritten.packs} packs anew.`,
        ];
        return { facts: plan, lines, isWell: true };
      }
      const report = await collectGarbage(garbage, { graceMs, uploadTtlMs });
      const lines = [
        `Forgot ${report.chunks.chunks} chunks, removed ${report.packs.packs} packs, wrote ${report.rewritten.packs} packs anew.`,
        `Freed ${formatBytes(report.freedBytes)}; ${formatBytes(report.waitingBytes)} wait for the grace period to pass.`,
      ];
      return { facts: report, lines, isWell: true };
    }),
  },

  pack: {
    options: [],
    run: onServices(async (services) => {
      const report = await packWholeAudio({ ...services, ...services.ingest }, (digest) =>
        console.error(`packed ${digest}`),
      );
      const lines = [
        `Moved ${report.files} files (${formatBytes(report.bytes)}) into packs.`,
        ...report.damaged.map((digest) => `Audio file ${digest} is damaged, and stays where it is.`),
      ];
      return { facts: report, lines, isWell: report.damaged.length === 0 };
    }),
  },

  ...backupCommands,
};
