import type { BranchMoveReason, CommitModel } from '@beatflow/db';
import { isEqualSnapshot, type Snapshot } from '@beatflow/history';
import { BeatflowError, type CommitResponse, type MergeResolution } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import type { AccessibleRepository } from '../access/require-access.ts';
import { keepSplices } from '../merge/keep-splices.ts';
import { planMerge } from '../merge/plan-merge.ts';
import { requireResolved } from '../merge/require-resolved.ts';
import { requireUsableResolutions } from '../merge/require-usable-resolutions.ts';
import type { Version } from './read-version.ts';
import { writeVersion } from './write-version.ts';

/** A change, as the step from one snapshot to another, to be made on a branch too. */
export interface Change {
  repository: AccessibleRepository;
  branch: string;
  head: Version;
  before: Snapshot;
  after: Pick<Version, 'stems' | 'snapshot'>;
  /** The commit that the change comes from, for the names of tracks that are kept beside others. */
  source: CommitModel;
  resolutions: readonly MergeResolution[];
  message: string;
  reason: BranchMoveReason;
}

/** Makes a change again on a branch's head: three-way, with where the change began as the base. */
export async function applyChange(ctx: UserContext, change: Change): Promise<CommitResponse> {
  const { repository, branch, head, before, after, source, resolutions, message, reason } = change;
  await requireUsableResolutions(ctx.caller, resolutions);
  const labels = { ours: branch, theirs: source.digest.slice(0, 7) };
  const plan = await planMerge(ctx.services, { base: before, ours: head, theirs: after, labels }, resolutions);
  requireResolved(plan.conflicts);
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
