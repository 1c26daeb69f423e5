import { type BaseSnapshot, mergeSnapshots, type Snapshot } from '@beatflow/history';
import type { MergeConflict, MergeResolution } from '@beatflow/shared';
import type { Version } from '../commit/read-version.ts';
import type { Services } from '../services.ts';

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
}

/** Computes a merge and writes nothing. */
export async function planMerge(
  _services: Services,
  { base, ours, theirs, labels }: MergeSides,
  resolutions: readonly MergeResolution[],
): Promise<MergePlan> {
  return mergeSnapshots(base, ours.snapshot, theirs.snapshot, { resolutions, labels });
}
