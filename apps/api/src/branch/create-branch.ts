import { BranchModel } from '@beatflow/db';
import type { BranchResponse, CreateBranchInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { recordMove } from './record-move.ts';
import { requireFreeName, throwNameTaken } from './require-free-name.ts';
import { toBranch } from './to-branch.ts';

/** Creates a branch that points at an existing commit of the same repository. */
export async function createBranch(ctx: UserContext, input: CreateBranchInput): Promise<BranchResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const head = await resolveRef(repository, input.from);
  const branch = await ctx.services.database
    .transaction(async (transaction) => {
      await requireFreeName(repository.id, input.name, transaction);
      const move = { repoId: repository.id, branchName: input.name, fromCommitId: null, toCommitId: head.id };
      await recordMove({ ...move, reason: 'create' }, ctx.caller, transaction);
      const place = { repoId: repository.id, name: input.name, headCommitId: head.id };
      return BranchModel.create(place, { transaction });
    })
    .catch(throwNameTaken);
  return toBranch(branch, repository);
}
