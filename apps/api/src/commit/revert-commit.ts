import type { CommitResponse, RevertCommitInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { applyChange } from './apply-change.ts';
import { toUndo } from './change-step.ts';
import { readChange } from './read-change.ts';

/** Undoes what a commit changed, as a new version; whatever came after it stays. */
export async function revertCommit(ctx: UserContext, input: RevertCommitInput): Promise<CommitResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const change = await readChange(repository, input);
  const { commit, head } = change;
  return applyChange(ctx, {
    repository,
    branch: input.branch,
    head,
    ...toUndo(change),
    source: commit,
    resolutions: input.resolutions,
    message: input.message || `Revert “${commit.message}”`,
    reason: 'revert',
  });
}
