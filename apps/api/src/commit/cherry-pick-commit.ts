import type { CherryPickInput, CommitResponse } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { applyChange } from './apply-change.ts';
import { toPick } from './change-step.ts';
import { readChange } from './read-change.ts';

/** Does again on a branch what a commit changed elsewhere: all of it, or only what it did to some tracks. */
export async function cherryPickCommit(ctx: UserContext, input: CherryPickInput): Promise<CommitResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const change = await readChange(repository, input);
  const { commit, head } = change;
  return applyChange(ctx, {
    repository,
    branch: input.branch,
    head,
    ...toPick(change, input.trackIds),
    source: commit,
    resolutions: input.resolutions,
    message: input.message || commit.message,
    reason: 'cherry-pick',
  });
}
