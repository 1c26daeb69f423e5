import { RepositoryModel } from '@beatflow/db';
import { BeatflowError, type RepositoryIdInput, type UpstreamResponse } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { findDefaultHead } from '../access/find-default-head.ts';
import { type AccessibleRepository, requireAccess } from '../access/require-access.ts';
import { countDistance } from './count-distance.ts';

/** How a fork's default branch stands to that of its original; null where there is no original to be seen. */
export async function getUpstream(ctx: Context, { repositoryId }: RepositoryIdInput): Promise<UpstreamResponse> {
  const fork = await requireAccess(ctx, repositoryId, 'read');
  const upstream = await findVisibleUpstream(ctx, fork.id);
  if (!upstream) return null;
  const [ours, theirs] = [await findDefaultHead(fork), await findDefaultHead(upstream)];
  const distance = await countDistance(
    ctx.services,
    { repositoryId: fork.id, headId: ours?.id ?? null },
    { repositoryId: upstream.id, headId: theirs?.id ?? null },
  );
  const row = await RepositoryModel.findByPk(upstream.id, { include: 'owner' });
  const { id, name, defaultBranch: branch } = upstream;
  return { repositoryId: id, ownerUsername: row?.owner?.username ?? '', name, branch, ...distance };
}

async function findVisibleUpstream(ctx: Context, forkId: string): Promise<AccessibleRepository | null> {
  const fork = await RepositoryModel.findByPk(forkId);
  if (!fork?.forkedFromId) return null;
  try {
    return await requireAccess(ctx, fork.forkedFromId, 'read');
  } catch (err) {
    // That the original is private now is not for this caller to know.
    if (err instanceof BeatflowError && err.reason === 'not-found') return null;
    throw err;
  }
}
