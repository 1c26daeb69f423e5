import { BranchModel, type CommitModel } from '@beatflow/db';
import type { AccessibleRepository } from './require-access.ts';

type Place = Pick<AccessibleRepository, 'id' | 'defaultBranch'>;

/** The newest version of the default branch; null before the first push. */
export async function findDefaultHead({ id, defaultBranch }: Place): Promise<CommitModel | null> {
  const where = { repoId: id, name: defaultBranch };
  const branch = await BranchModel.findOne({ where, include: 'headCommit' });
  return branch?.headCommit ?? null;
}

/** Its id alone, without reading the version. */
export async function findDefaultHeadId({ id, defaultBranch }: Place): Promise<string | null> {
  const branch = await BranchModel.findOne({ where: { repoId: id, name: defaultBranch } });
  return branch?.headCommitId ?? null;
}
