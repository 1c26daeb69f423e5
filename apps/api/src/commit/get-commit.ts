import { StemModel } from '@beatflow/db';
import type { CommitResponse, GetCommitInput } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { toCommit } from './to-commit.ts';

/** The version that a ref names, with all of its stems. */
export async function getCommit(ctx: Context, { repositoryId, ref }: GetCommitInput): Promise<CommitResponse> {
  const repository = await requireAccess(ctx, repositoryId, 'read');
  const commit = await resolveRef(repository, ref);
  const stems = await StemModel.findAll({
    where: { commitId: commit.id },
    include: 'audioFile',
    order: ['position'],
  });
  return toCommit(commit, stems);
}
