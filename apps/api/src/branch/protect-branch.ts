import type { BranchResponse, ProtectBranchInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { lockExistingBranch } from './lock-existing-branch.ts';
import { toBranch } from './to-branch.ts';

/** Protects a branch, so that admins alone move it, and by merges alone; or lets go of it again. */
export async function protectBranch(ctx: UserContext, input: ProtectBranchInput): Promise<BranchResponse> {
  await requireAccess(ctx, input.repositoryId, 'admin');
  return ctx.services.database.transaction(async (transaction) => {
    const { repository, branch } = await lockExistingBranch(input.repositoryId, input.name, transaction);
    await branch.update({ isProtected: input.isProtected }, { transaction });
    return toBranch(branch, repository);
  });
}
