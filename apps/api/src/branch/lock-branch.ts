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
  const branch = await findBranch(repositoryId, name, transaction);
  const head = branch?.headCommit ?? null;
  if (!branch && (expectedHead !== null || (await hasBranches(repositoryId, transaction)))) throw noBranch(name);
  requireHead(name, head, expectedHead);
  return { repository, name, branch, head };
}

/** The same without a lock: reads the head that a writer saw, or the one of now, to compute something from it. */
export async function readHead(repositoryId: string, name: string, expectedHead?: string): Promise<CommitModel> {
  const head = (await findBranch(repositoryId, name))?.headCommit;
  if (!head) throw noBranch(name);
  if (expectedHead !== undefined) requireHead(name, head, expectedHead);
  return head;
}

function findBranch(repoId: string, name: string, transaction?: Transaction): Promise<BranchModel | null> {
  return BranchModel.findOne({ where: { repoId, name }, include: 'headCommit', transaction });
}

async function hasBranches(repoId: string, transaction: Transaction): Promise<boolean> {
  return (await BranchModel.findOne({ where: { repoId }, transaction })) !== null;
}

function requireHead(branch: string, head: CommitModel | null, expectedHead: string | null): void {
  if ((head?.id ?? null) === expectedHead) return;
  throw new BeatflowError('branch-moved', { branch, head: head && toHead(head) });
}

function noBranch(name: string): BeatflowError {
  return new BeatflowError(
    'not-found',
    { branch: name },
    `There is no branch called “${name}”. Please create it first.`,
  );
}

/** A head as an error tells it. */
export function toHead({ id, digest, message, authorName }: CommitModel): Record<string, string> {
  return { id, digest, message, authorName };
}
