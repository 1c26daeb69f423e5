import { BranchModel, RepositoryModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { Transaction } from 'sequelize';

/** Takes a repository for one writer and answers a branch of it; throws `not-found` where there is none of this name. */
export async function lockExistingBranch(
  repositoryId: string,
  name: string,
  transaction: Transaction,
): Promise<{ repository: RepositoryModel; branch: BranchModel }> {
  const repository = await RepositoryModel.findByPk(repositoryId, {
    transaction,
    lock: Transaction.LOCK.NO_KEY_UPDATE,
  });
  const branch = await BranchModel.findOne({ where: { repoId: repositoryId, name }, transaction });
  if (repository && branch) return { repository, branch };
  throw new BeatflowError('not-found', { branch: name }, `There is no branch called “${name}”.`);
}

/** A protected branch stays where it is, and is called what it is called, until an admin lets go of it. */
export function requireUnprotected({ name, isProtected }: BranchModel): void {
  if (!isProtected) return;
  throw new BeatflowError(
    'branch-protected',
    { branch: name },
    `The branch “${name}” is protected. Only merges move it.`,
  );
}
