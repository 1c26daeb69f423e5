import { StemModel } from '@beatflow/db';
import type { Services } from '../services.ts';
import { listReplaced } from '../sound/list-replaced.ts';

/**
 * Lets what a new version did to the sound of each track be found out in the background, so that comparing it and asking
 * who brought what in need not wait.
 */
export async function prepareSounds(
  { sound }: Pick<Services, 'sound'>,
  parentIds: readonly string[],
  stems: readonly StemModel[],
): Promise<void> {
  for (const commitId of parentIds) {
    const before = await StemModel.findAll({ where: { commitId }, include: 'audioFile' });
    sound.prepare([...listReplaced(before, stems).values()]);
  }
}
