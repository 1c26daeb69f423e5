import { QueryTypes, type Sequelize } from 'sequelize';

export interface LogEntry {
  id: string;
  generation: number;
  digest: string;
  parentCommitId: string | null;
  mergeParentCommitId: string | null;
}

export interface LogWalk {
  repositoryId: string;
  /** Commits to begin at. */
  starts: readonly string[];
  /** Answer only what comes after this one in the order. */
  after?: { generation: number; digest: string };
  count: number;
}

/**
 * The first `count` commits that `starts` reach, themselves included: highest generation first, equal ones by digest.
 * So a commit comes before its ancestors, whatever the clocks said.
 *
 * Below a commit of generation g there is one of each lower generation: it has a parent of generation g − 1, which has
 * one of g − 2, and so on. What comes next is therefore found within `count` generations below the top (or below
 * `after`), and the walk never goes deeper, however long history is.
 */
export async function walkLog(
  sequelize: Sequelize,
  { repositoryId, starts, after, count }: LogWalk,
): Promise<LogEntry[]> {
  const found = await sequelize.query<LogEntry>(
    `
    WITH RECURSIVE start AS (
      SELECT id, generation, digest, parent_commit_id, merge_parent_commit_id
      FROM commits WHERE repo_id = :repositoryId AND id IN (:starts)
    ), walk AS (
      SELECT * FROM start
      UNION
      SELECT c.id, c.generation, c.digest, c.parent_commit_id, c.merge_parent_commit_id
      FROM walk w
        CROSS JOIN LATERAL (VALUES (w.parent_commit_id), (w.merge_parent_commit_id)) parent (id)
        JOIN commits c ON c.id = parent.id
      WHERE c.generation > coalesce(:afterGeneration, (SELECT max(generation) FROM start)) - :count - 1
    )
    SELECT id, generation, digest, parent_commit_id AS "parentCommitId", merge_parent_commit_id AS "mergeParentCommitId"
    FROM walk
    WHERE :afterGeneration IS NULL OR generation < :afterGeneration
      OR (generation = :afterGeneration AND digest > :afterDigest)
    ORDER BY generation DESC, digest
    LIMIT :count
    `,
    {
      type: QueryTypes.SELECT,
      replacements: {
        repositoryId,
        starts,
        count,
        afterGeneration: after?.generation ?? null,
        afterDigest: after?.digest ?? null,
      },
    },
  );
  return found;
}
