import type { CommitResponse, RevertCommitInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { applyChange } from './apply-change.ts';
import { readChange } from './read-change.ts';

/** Undoes what a commit changed, as a new version; whatever came after it stays. */
export async function revertCommit(ctx: UserContext, input: RevertCommitInput): Promise<CommitResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const { commit, head, before, after } = await readChange(repository, input);
  return applyChange(ctx, {
    repository,
    branch: input.branch,
    head,
    before: after.snapshot,
    after: before,
    source: commit,
    resolutions: input.resolutions,
    message: input.message || `Revert “${commit.message}”`,
    reason: 'revert',
  });
}
