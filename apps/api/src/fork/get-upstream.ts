import { RepositoryModel } from '@beatflow/db';
import { CommitGraph, countAheadBehind, listTopologically } from '@beatflow/history';
import { BeatflowError, type RepositoryIdInput, type UpstreamResponse } from '@beatflow/shared';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Context } from '../access/context.ts';
import { findDefaultHead } from '../access/find-default-head.ts';
import { type AccessibleRepository, requireAccess } from '../access/require-access.ts';

/** How a fork's default branch stands to that of its original; null where there is no original to be seen. */
export async function getUpstream(ctx: Context, { repositoryId }: RepositoryIdInput): Promise<UpstreamResponse> {
  const fork = await requireAccess(ctx, repositoryId, 'read');
  const upstream = await findVisibleUpstream(ctx, fork.id);
  if (!upstream) return null;
  const [ours, theirs] = [await findDefaultHead(fork), await findDefaultHead(upstream)];
  const { sequelize } = ctx.services.database;
  const distance = await countDistance(sequelize, [fork.id, upstream.id], ours?.digest, theirs?.digest);
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

/** Over the commits of both repositories, which are known to each other by their digests. */
async function countDistance(
  sequelize: Sequelize,
  repositoryIds: string[],
  ours: string | undefined,
  theirs: string | undefined,
) {
  if (ours === theirs) return { ahead: 0, behind: 0 };
  const rows = await sequelize.query<{ digest: string; parents: string[] }>(
    `
    SELECT c.digest, array_remove(ARRAY[p.digest, m.digest], NULL) AS parents
    FROM commits c
      LEFT JOIN commits p ON p.id = c.parent_commit_id
      LEFT JOIN commits m ON m.id = c.merge_parent_commit_id
    WHERE c.repo_id IN (:repositoryIds)
    ORDER BY c.generation, c.digest
    `,
    { type: QueryTypes.SELECT, replacements: { repositoryIds } },
  );
  const graph = new CommitGraph();
  for (const { digest, parents } of rows) graph.add({ id: digest, parentIds: parents });
  if (ours && theirs) return countAheadBehind(graph, ours, theirs);
  const count = (digest: string | undefined) => (digest ? listTopologically(graph, digest).length : 0);
  return { ahead: count(ours), behind: count(theirs) };
}
