import { BeatflowError, type DeleteBranchInput, type DeletedBranchResponse } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { lockExistingBranch, requireUnprotected } from './lock-existing-branch.ts';
import { recordMove } from './record-move.ts';

/** Deletes a branch; its versions stay, and the answer names the head to bring it back from. */
export async function deleteBranch(ctx: UserContext, input: DeleteBranchInput): Promise<DeletedBranchResponse> {
  const { repositoryId, name, expectedHead } = input;
  await requireAccess(ctx, repositoryId, 'write');
  return ctx.services.database.transaction(async (transaction) => {
    const { repository, branch } = await lockExistingBranch(repositoryId, name, transaction);
    requireUnprotected(branch);
    const { headCommitId } = branch;
    if (repository.defaultBranch === name) {
      const sentence = 'The default branch cannot be deleted. Please make another branch the default one first.';
      throw new BeatflowError('forbidden', { branch: name }, sentence);
    }
    if (expectedHead && expectedHead !== headCommitId) {
      throw new BeatflowError('branch-moved', { branch: name, head: { id: headCommitId } });
    }
    await branch.destroy({ transaction });
    const move = { repoId: repositoryId, branchName: name, fromCommitId: headCommitId, toCommitId: null };
    await recordMove({ ...move, reason: 'delete' }, ctx.caller, transaction);
    return { name, headCommitId };
  });
}
