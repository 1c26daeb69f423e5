import type { BranchResponse, RenameBranchInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { lockExistingBranch, requireUnprotected } from './lock-existing-branch.ts';
import { recordMove } from './record-move.ts';
import { requireFreeName, throwNameTaken } from './require-free-name.ts';
import { toBranch } from './to-branch.ts';

/** Gives a branch another name; the default branch stays the default one. On record it ends and begins anew. */
export async function renameBranch(ctx: UserContext, input: RenameBranchInput): Promise<BranchResponse> {
  const { repositoryId, name, newName } = input;
  await requireAccess(ctx, repositoryId, 'write');
  return ctx.services.database
    .transaction(async (transaction) => {
      const { repository, branch } = await lockExistingBranch(repositoryId, name, transaction);
      requireUnprotected(branch);
      if (name === newName) return toBranch(branch, repository);
      await requireFreeName(repositoryId, newName, transaction);
      const wasDefault = repository.defaultBranch === name;
      await branch.update({ name: newName }, { transaction });
      if (wasDefault) await repository.update({ defaultBranch: newName }, { transaction });
      const move = { repoId: repositoryId, reason: 'rename' as const };
      const head = branch.headCommitId;
      await recordMove({ ...move, branchName: name, fromCommitId: head, toCommitId: null }, ctx.caller, transaction);
      await recordMove({ ...move, branchName: newName, fromCommitId: null, toCommitId: head }, ctx.caller, transaction);
      return toBranch(branch, repository);
    })
    .catch(throwNameTaken);
}
