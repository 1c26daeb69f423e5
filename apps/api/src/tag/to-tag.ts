import type { TagModel } from '@beatflow/db';
import type { TagResponse } from '@beatflow/shared';

export function toTag({ id, repoId, name, commitId, message, authorName, createdAt }: TagModel): TagResponse {
  return { id, repositoryId: repoId, name, commitId, message, authorName, createdAt: createdAt.toISOString() };
}
