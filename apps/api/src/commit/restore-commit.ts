import { isEqualSnapshot } from '@beatflow/history';
import { BeatflowError, type CommitResponse, type RestoreCommitInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { readChange } from './read-change.ts';
import { writeVersion } from './write-version.ts';

/** Makes a new version that holds exactly what an old one held; what came in between stays in history. */
export async function restoreCommit(ctx: UserContext, input: RestoreCommitInput): Promise<CommitResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const { commit, head, after } = await readChange(repository, input);
  if (isEqualSnapshot(head.snapshot, after.snapshot)) throw new BeatflowError('merge-nothing');
  return writeVersion(ctx, {
    repository,
    branch: input.branch,
    expectedHead: head.commit.id,
    snapshot: after.snapshot,
    message: input.message || `Restore “${commit.message}”`,
    reason: 'restore',
  });
}
