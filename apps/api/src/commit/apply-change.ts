import type { BranchMoveReason, CommitModel } from '@beatflow/db';
import { isEqualSnapshot } from '@beatflow/history';
import { BeatflowError, type CommitResponse, type MergeResolution } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import type { AccessibleRepository } from '../access/require-access.ts';
import { keepSplices } from '../merge/keep-splices.ts';
import { type MergeSides, planMerge } from '../merge/plan-merge.ts';
import { requireResolved } from '../merge/require-resolved.ts';
import { requireUsableResolutions } from '../merge/require-usable-resolutions.ts';
import type { ChangeStep } from './change-step.ts';
import type { Version } from './read-version.ts';
import { writeVersion } from './write-version.ts';

/** A change, and the branch that it is made on too. */
interface PlacedChange extends ChangeStep {
  branch: string;
  head: Version;
  /** The commit that the change comes from, for the names of tracks that are kept beside others. */
  source: CommitModel;
}

export interface Change extends PlacedChange {
  repository: AccessibleRepository;
  resolutions: readonly MergeResolution[];
  message: string;
  reason: BranchMoveReason;
}

/** A change as a merge: where it began is the base, and where it leads is theirs. */
export function toChangeSides({ branch, head, before, after, source }: PlacedChange): MergeSides {
  const labels = { ours: branch, theirs: source.digest.slice(0, 7) };
  return { base: before.snapshot, ours: head, theirs: after, labels };
}

/** Makes a change again on a branch's head: three-way, with where the change began as the base. */
export async function applyChange(ctx: UserContext, change: Change): Promise<CommitResponse> {
  const { repository, branch, head, resolutions, message, reason } = change;
  await requireUsableResolutions(ctx.caller, resolutions);
  const plan = await planMerge(ctx.services, toChangeSides(change), resolutions);
  requireResolved(plan.conflicts, [change.after.snapshot, head.snapshot]);
  if (isEqualSnapshot(head.snapshot, plan.snapshot)) throw new BeatflowError('merge-nothing');
  return writeVersion(ctx, {
    repository,
    branch,
    expectedHead: head.commit.id,
    snapshot: plan.snapshot,
    newAudio: await keepSplices(ctx.services, plan),
    message,
    reason,
  });
}
