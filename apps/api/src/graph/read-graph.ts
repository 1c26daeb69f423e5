import { QueryTypes, type Sequelize } from 'sequelize';

export interface GraphRow {
  id: string;
  digest: string;
  parentCommitId: string | null;
  mergeParentCommitId: string | null;
}

interface AncestorRow extends GraphRow {
  generation: number;
}

/** Looking for what is new is cheaper than reading everything only while it is little. */
const MAX_NEW = 2_000;

/**
 * How many generations the looks go down: a push ago is found at once, without reading what is known already, and long ago
 * takes few looks.
 */
const FIRST_DEPTH = 4;
const MAX_DEPTH = 128;

const columns =
  'id, digest, parent_commit_id AS "parentCommitId", merge_parent_commit_id AS "mergeParentCommitId", generation';

/** All commits of a repository, parents before children. */
export function readGraph(sequelize: Sequelize, repositoryId: string): Promise<GraphRow[]> {
  return sequelize.query<GraphRow>(
    `SELECT ${columns} FROM commits WHERE repo_id = :repositoryId ORDER BY generation, id`,
    { type: QueryTypes.SELECT, replacements: { repositoryId } },
  );
}

/** The given commits and those of their ancestors that are not known yet, parents before children. */
export async function readAncestors(
  sequelize: Sequelize,
  repositoryId: string,
  commitIds: readonly string[],
  isKnown: (id: string) => boolean,
): Promise<GraphRow[]> {
  const found = new Map<string, AncestorRow>();
  let depth = FIRST_DEPTH;
  for (let missing = [...new Set(commitIds)]; missing.length > 0; depth = Math.min(4 * depth, MAX_DEPTH)) {
    const rows = await sequelize.query<AncestorRow>(
      `
      WITH RECURSIVE start AS (
        SELECT * FROM commits WHERE repo_id = :repositoryId AND id IN (:missing)
      ), walk AS (
        SELECT id, digest, parent_commit_id, merge_parent_commit_id, generation FROM start
        UNION
        SELECT c.id, c.digest, c.parent_commit_id, c.merge_parent_commit_id, c.generation
        FROM walk w
          CROSS JOIN LATERAL (VALUES (w.parent_commit_id), (w.merge_parent_commit_id)) parent (id)
          JOIN commits c ON c.id = parent.id
        WHERE c.generation > (SELECT max(generation) FROM start) - :depth
      )
      SELECT ${columns} FROM walk
      `,
      { type: QueryTypes.SELECT, replacements: { repositoryId, missing, depth } },
    );
    for (const row of rows) found.set(row.id, row);
    if (found.size > MAX_NEW) return readGraph(sequelize, repositoryId);
    const parents = rows.flatMap((row) => [row.parentCommitId, row.mergeParentCommitId]);
    missing = [...new Set(parents.filter((id) => id !== null && !isKnown(id) && !found.has(id)) as string[])];
  }
  return [...found.values()].sort((left, right) => left.generation - right.generation);
}
