import { type BaseSnapshot, type Conflict, mergeSnapshots, type Snapshot } from '@beatflow/history';
import type { MergeConflict, MergeResolution } from '@beatflow/shared';
import type { Version } from '../commit/read-version.ts';
import type { Services } from '../services.ts';
import { bringTogether, type Together } from './bring-together.ts';

/** Two versions to be brought together, and what they are called. */
export interface MergeSides {
  base: BaseSnapshot;
  ours: Version;
  theirs: Pick<Version, 'stems' | 'snapshot'>;
  labels: { ours: string; theirs: string };
}

/** What a merge would give. */
export interface MergePlan {
  snapshot: Snapshot;
  conflicts: MergeConflict[];
  /** By track, what both sides edited and the result has the edits of both of. */
  together: ReadonlyMap<string, Together>;
}

/** Computes a merge and writes nothing. An answer to a conflict comes before what could be spliced. */
export async function planMerge(
  services: Services,
  sides: MergeSides,
  resolutions: readonly MergeResolution[],
): Promise<MergePlan> {
  const { base, ours, theirs, labels } = sides;
  const answered = new Set(resolutions.filter(isAboutAudio).map(({ trackId }) => trackId));
  const { conflicts: open } = mergeSnapshots(base, ours.snapshot, theirs.snapshot, { labels });
  const unanswered = open.filter((conflict) => isAboutAudio(conflict) && !answered.has(conflict.trackId));
  const { together, reasons } = await bringAllTogether(services, unanswered, sides);

  const findSplice = (trackId: string) => together.get(trackId)?.audioDigest;
  const options = { labels, resolutions, findSplice };
  const { snapshot, conflicts } = mergeSnapshots(base, ours.snapshot, theirs.snapshot, options);
  return { snapshot, conflicts: conflicts.map(addReason), together };

  function addReason(conflict: Conflict): MergeConflict {
    const reason = isAboutAudio(conflict) ? reasons.get(conflict.trackId ?? '') : undefined;
    return reason === undefined ? conflict : { ...conflict, reason };
  }
}

function isAboutAudio({ field }: { field: string }): boolean {
  return field === 'audioDigest';
}

async function bringAllTogether(services: Services, conflicts: readonly Conflict[], { ours, theirs }: MergeSides) {
  const together = new Map<string, Together>();
  const reasons = new Map<string, string>();
  await Promise.all(
    conflicts.map(async ({ trackId, base }) => {
      const [ourAudio, theirAudio] = [findAudio(ours, trackId), findAudio(theirs, trackId)];
      if (trackId === null || !ourAudio || !theirAudio) return;
      const result = await bringTogether(services, base, ourAudio, theirAudio);
      if (typeof result === 'string') reasons.set(trackId, result);
      else together.set(trackId, result);
    }),
  );
  return { together, reasons };
}

function findAudio({ stems }: Pick<Version, 'stems'>, trackId: string | null) {
  return stems.find((stem) => stem.trackId === trackId)?.audioFile;
}
