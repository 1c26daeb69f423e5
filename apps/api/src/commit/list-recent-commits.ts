import { CommitModel } from '@beatflow/db';
import type { Page, PageInput, RecentCommit } from '@beatflow/shared';
import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import type { UserContext } from '../access/context.ts';
import { parseCursor } from '../paging/cursor.ts';
import { toPage } from '../paging/to-page.ts';
import { toCommitSummary } from './to-commit.ts';

const place = z.tuple([z.iso.datetime(), z.uuid()]);

// Of each repository no more than a page is read, by its index; equal instants are in order of ids.
const recentIds = `
  SELECT c.id
  FROM (
    SELECT id FROM repositories WHERE owner_id = :userId
    UNION
    SELECT repo_id FROM collaborators WHERE user_id = :userId
  ) r
  CROSS JOIN LATERAL (
    SELECT id, created_at FROM commits
    WHERE repo_id = r.id
      AND (:createdAt IS NULL OR created_at < :createdAt::timestamptz
        OR (created_at = :createdAt::timestamptz AND id > :afterId::uuid))
    ORDER BY created_at DESC, id
    LIMIT :limit
  ) c
  ORDER BY c.created_at DESC, c.id
  LIMIT :limit
`;

/** The newest versions in the repositories that the caller owns or works on. */
export async function listRecentCommits(
  { caller, services }: UserContext,
  { limit, cursor }: PageInput,
): Promise<Page<RecentCommit>> {
  const [createdAt, afterId] = parseCursor(place, cursor) ?? [null, null];
  const rows = await services.database.sequelize.query<{ id: string }>(recentIds, {
    type: QueryTypes.SELECT,
    replacements: { userId: caller.userId, createdAt, afterId, limit: limit + 1 },
  });
  const commits = await CommitModel.findAll({
    where: { id: rows.map(({ id }) => id) },
    include: {
      association: 'repository',
      attributes: ['name'],
      include: [{ association: 'owner', attributes: ['username'] }],
    },
    order: [
      ['createdAt', 'DESC'],
      ['id', 'ASC'],
    ],
  });
  return toPage(commits, limit, toRecentCommit, (commit) => [commit.createdAt.toISOString(), commit.id]);
}

function toRecentCommit(commit: CommitModel): RecentCommit {
  const { repository } = commit;
  return {
    ...toCommitSummary(commit),
    repository: { ownerUsername: repository?.owner?.username ?? '', name: repository?.name ?? '' },
  };
}
