import { BranchModel, type CommitModel, RepositoryModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { Transaction } from 'sequelize';

/** A branch that nobody else can move until the transaction ends; null where the first commit will make it. */
export interface LockedBranch {
  repository: RepositoryModel;
  name: string;
  branch: BranchModel | null;
  head: CommitModel | null;
}

/**
 * Takes a repository for one writer and compares a branch's head with the one that the writer saw. Throws
 * `branch-moved`, with the head of now, when they differ.
 */
export async function lockBranch(
  repositoryId: string,
  name: string,
  expectedHead: string | null,
  transaction: Transaction,
): Promise<LockedBranch> {
  // NO KEY: foreign keys of other transactions to this row need not wait.
  const repository = await RepositoryModel.findByPk(repositoryId, {
    transaction,
    lock: Transaction.LOCK.NO_KEY_UPDATE,
  });
  if (!repository) throw new BeatflowError('not-found');
  const where = { repoId: repositoryId, name };
  const branch = await BranchModel.findOne({ where, include: 'headCommit', transaction });
  const head = branch?.headCommit ?? null;
  if (!branch && (expectedHead !== null || (await hasBranches(repositoryId, transaction)))) {
    throw new BeatflowError(
      'not-found',
      { branch: name },
      `There is no branch called “${name}”. Please create it first.`,
    );
  }
  if ((head?.id ?? null) !== expectedHead) {
    throw new BeatflowError('branch-moved', { branch: name, head: head && toHead(head) });
  }
  return { repository, name, branch, head };
}

async function hasBranches(repoId: string, transaction: Transaction): Promise<boolean> {
  return (await BranchModel.findOne({ where: { repoId }, transaction })) !== null;
}

function toHead({ id, digest, message, authorName }: CommitModel) {
  return { id, digest, message, authorName };
}
