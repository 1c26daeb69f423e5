import type { BranchModel } from '@beatflow/db';
import type { BranchResponse } from '@beatflow/shared';

export function toBranch(branch: BranchModel, repository: { defaultBranch: string }): BranchResponse {
  const { id, repoId, name, headCommitId, isProtected, createdAt, updatedAt } = branch;
  return {
    id,
    repositoryId: repoId,
    name,
    headCommitId,
    isDefault: name === repository.defaultBranch,
    isProtected,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
