import type { StemCreate } from '@beatflow/shared';
import { type FilePrints, findParentStem, type PushPlan } from './push-plan.ts';
import { computeStatus } from './row-status.ts';

/** The stems as the API takes them, in the order of the rows. Every file of the plan has been read by now. */
export function toStems(plan: PushPlan, prints: FilePrints): StemCreate[] {
  return plan.rows
    .filter((row) => !row.isRemoved)
    .map((row) => {
      const stem = findParentStem(plan, row);
      const { kind } = computeStatus(plan, row, prints);
      const isNewAudio = kind === 'new' || kind === 'replaced';
      return {
        ...(row.trackId === null ? {} : { trackId: row.trackId }),
        name: row.name.trim(),
        stemType: row.stemType,
        audioDigest: isNewAudio ? prints.get(row.fileId!)!.digest : stem!.audioDigest,
        gainDb: stem?.gainDb ?? 0,
        pan: stem?.pan ?? 0,
        muted: stem?.muted ?? false,
        // They tell how the audio was made, so that they do not outlive it.
        generationParams: isNewAudio ? null : stem!.generationParams,
      };
    });
}
