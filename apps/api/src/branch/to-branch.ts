import type { BranchModel, CommitModel } from '@beatflow/db';
import type { BranchResponse } from '@beatflow/shared';

export function toBranch(branch: BranchModel, repository: { defaultBranch: string }): BranchResponse {
  const { id, repoId, name, headCommitId, headCommit, isProtected, createdAt, updatedAt } = branch;
  return {
    id,
    repositoryId: repoId,
    name,
    headCommitId,
    isDefault: name === repository.defaultBranch,
    isProtected,
    ...(headCommit && { head: toHead(headCommit) }),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function toHead({ message, authorName, createdAt }: CommitModel): NonNullable<BranchResponse['head']> {
  return { message, authorName, createdAt: createdAt.toISOString() };
}
