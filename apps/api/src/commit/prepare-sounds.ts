import { StemModel } from '@beatflow/db';
import type { Services } from '../services.ts';
import { listReplaced } from '../sound/list-replaced.ts';

/**
 * Lets what a new version did to the sound of each track be found out in the background, so that comparing it and asking
 * who brought what in need not wait.
 */
export function prepareSounds(
  { sound, logger }: Pick<Services, 'sound' | 'logger'>,
  parentIds: readonly string[],
  stems: readonly StemModel[],
): void {
  async function prepare(): Promise<void> {
    for (const commitId of parentIds) {
      const before = await StemModel.findAll({ where: { commitId }, include: 'audioFile' });
      sound.prepare([...listReplaced(before, stems).values()]);
    }
  }
  prepare().catch((err: unknown) => {
    // Whoever wants to know what changed has it found out then.
    logger.warn({ err }, 'what a new version did to its sound is not found out ahead');
  });
}
