import { BeatflowError, type BranchResponse, type ResetBranchInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { lockBranch } from './lock-branch.ts';
import { requireUnprotected } from './lock-existing-branch.ts';
import { moveBranch } from './move-branch.ts';
import { toBranch } from './to-branch.ts';

/** Points a branch at any version of its repository. What it pointed at is on record, so that it can be put back. */
export async function resetBranch(ctx: UserContext, input: ResetBranchInput): Promise<BranchResponse> {
  const { repositoryId, name, expectedHead } = input;
  const repository = await requireAccess(ctx, repositoryId, 'write');
  return ctx.services.database.transaction(async (transaction) => {
    const to = await resolveRef(repository, input.to, transaction);
    const place = await lockBranch(repositoryId, name, expectedHead, transaction);
    if (!place.branch) throw new BeatflowError('not-found');
    requireUnprotected(place.branch);
    if (to.id !== expectedHead) await moveBranch(place, { to, actor: ctx.caller, reason: 'reset' }, transaction);
    return toBranch(place.branch, place.repository);
  });
}
