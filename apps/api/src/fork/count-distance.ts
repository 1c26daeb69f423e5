import { type AheadBehind, countAheadBehind } from '@beatflow/history';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Services } from '../services.ts';

/** A repository, and the commit of it to look from; null where it has none. */
interface Place {
  repositoryId: string;
  headId: string | null;
}

/**
 * How far a fork is from its original. The versions of both are known to each other by their digests: what the original
 * has and the fork lacks is read, and the fork's graph tells the rest.
 */
export async function countDistance(
  { database, graphs }: Pick<Services, 'database' | 'graphs'>,
  fork: Place,
  original: Place,
): Promise<AheadBehind> {
  const { missing, sharedIds } = await readMissing(database.sequelize, fork.repositoryId, original);
  if (fork.headId === null) return { ahead: 0, behind: missing };
  const graph = await graphs.load(fork.repositoryId, [fork.headId, ...sharedIds]);
  const { ahead, behind } = countAheadBehind(graph, fork.headId, sharedIds);
  return { ahead, behind: behind + missing };
}

interface Missing {
  /** How many versions of the original the fork does not have. */
  missing: number;
  /** The fork's own versions that those were made on; the fork has all that these reach. */
  sharedIds: string[];
}

/** Everything that a version of the fork reaches is in the fork too, so the walk stops where it meets one. */
async function readMissing(sequelize: Sequelize, forkId: string, { repositoryId, headId }: Place): Promise<Missing> {
  const [row] = await sequelize.query<Missing>(
    `
    WITH RECURSIVE walk AS (
      SELECT c.id, c.parent_commit_id, c.merge_parent_commit_id, t.id AS shared_id
      FROM commits c LEFT JOIN commits t ON t.repo_id = :forkId AND t.digest = c.digest
      WHERE c.repo_id = :repositoryId AND c.id = :headId
      UNION
      SELECT c.id, c.parent_commit_id, c.merge_parent_commit_id, t.id
      FROM walk w
        JOIN commits c ON c.id IN (w.parent_commit_id, w.merge_parent_commit_id)
        LEFT JOIN commits t ON t.repo_id = :forkId AND t.digest = c.digest
      WHERE w.shared_id IS NULL
    )
    SELECT
      count(*) FILTER (WHERE shared_id IS NULL)::INT AS "missing",
      coalesce(array_agg(shared_id ORDER BY shared_id) FILTER (WHERE shared_id IS NOT NULL), '{}') AS "sharedIds"
    FROM walk
    `,
    { type: QueryTypes.SELECT, replacements: { forkId, repositoryId, headId } },
  );
  return row ?? { missing: 0, sharedIds: [] };
}
