import { BranchModel, BranchMoveModel, isUniqueViolation } from '@beatflow/db';
import { BeatflowError, type BranchResponse, type CreateBranchInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { toBranch } from './to-branch.ts';

/** Creates a branch that points at an existing commit of the same repository. */
export async function createBranch(ctx: UserContext, input: CreateBranchInput): Promise<BranchResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const head = await resolveRef(repository, input.from);
  const branch = await ctx.services.database
    .transaction(async (transaction) => {
      const { userId: actorId, username: actorName } = ctx.caller;
      const place = { repoId: repository.id, name: input.name, headCommitId: head.id };
      const move = { repoId: repository.id, branchName: input.name, fromCommitId: null, toCommitId: head.id };
      await BranchMoveModel.create({ ...move, actorId, actorName, reason: 'create' }, { transaction });
      return BranchModel.create(place, { transaction });
    })
    .catch(throwNameTaken);
  return toBranch(branch, repository);
}

function throwNameTaken(err: unknown): never {
  if (!isUniqueViolation(err, 'branches_repo_id_name_key')) throw err;
  throw new BeatflowError('name-taken', { field: 'name' }, 'There is a branch of this name already.');
}
