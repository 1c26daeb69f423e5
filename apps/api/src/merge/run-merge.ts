import { BeatflowError, type CommitResponse, type RunMergeInput } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { readHead, toHead } from '../branch/lock-branch.ts';
import { readVersion } from '../commit/read-version.ts';
import { writeVersion } from '../commit/write-version.ts';
import { fastForward } from './fast-forward.ts';
import { keepSplices } from './keep-splices.ts';
import { planMerge } from './plan-merge.ts';
import { relate } from './relate.ts';
import { requireResolved } from './require-resolved.ts';
import { requireUsableResolutions } from './require-usable-resolutions.ts';
import { toLabel } from './to-label.ts';

/** Brings another version into a branch: as a commit with two parents, or by moving the branch where that is enough. */
export async function runMerge(ctx: UserContext, input: RunMergeInput): Promise<CommitResponse> {
  const { services, caller } = ctx;
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  await requireUsableResolutions(caller, input.resolutions);
  const oursCommit = await readHead(repository.id, input.branch, input.expectedOurs);
  const theirsCommit = await findTheirs();
  const { kind, readBase } = await relate(services, repository, oursCommit, theirsCommit);
  if (kind === 'up-to-date') throw new BeatflowError('merge-nothing');
  const target = { repository, branch: input.branch, expectedHead: oursCommit.id, check };
  if (kind === 'fast-forward' && input.fastForward) return fastForward(ctx, { ...target, to: theirsCommit });

  const [ours, theirs] = await Promise.all([readVersion(oursCommit), readVersion(theirsCommit)]);
  const labels = { ours: input.branch, theirs: toLabel(input.theirs, theirsCommit) };
  const plan = await planMerge(services, { base: await readBase(), ours, theirs, labels }, input.resolutions);
  requireResolved(plan.conflicts, [theirs.snapshot, ours.snapshot]);
  return writeVersion(ctx, {
    ...target,
    mergeParent: theirsCommit,
    snapshot: plan.snapshot,
    newAudio: await keepSplices(services, plan),
    message: input.message || `Merge ${labels.theirs} into ${input.branch}`,
    reason: 'merge',
  });

  /** Throws `branch-moved` when theirs is no longer what the preview saw. */
  async function findTheirs(transaction?: Transaction) {
    const commit = await resolveRef(repository, input.theirs, transaction);
    if (commit.id === input.expectedTheirs) return commit;
    throw new BeatflowError('branch-moved', { branch: input.theirs, head: toHead(commit) });
  }

  async function check(transaction: Transaction): Promise<void> {
    await findTheirs(transaction);
  }
}
