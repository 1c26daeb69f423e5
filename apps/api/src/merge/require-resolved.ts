import { BeatflowError, type MergeConflict } from '@beatflow/shared';

/** Throws `merge-conflict`, with the conflicts, unless each was answered. */
export function requireResolved(conflicts: readonly MergeConflict[]): void {
  if (conflicts.length > 0) throw new BeatflowError('merge-conflict', { conflicts });
}
