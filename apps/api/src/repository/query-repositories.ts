import type { RepositoryResponse, RepositoryRole } from '@beatflow/shared';
import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';

interface RepositoryRow {
  id: string;
  ownerId: string;
  ownerUsername: string;
  name: string;
  description: string | null;
  isPublic: boolean;
  genre: string | null;
  defaultBranch: string;
  forkedFromId: string | null;
  createdAt: Date;
  updatedAt: Date;
  role: RepositoryRole | null;
  headId: string | null;
  headMessage: string;
  headAuthorName: string;
  headBpm: number | null;
  headKeySignature: string | null;
  headCreatedAt: Date;
  stemCount: number;
  duration: number;
}

/** Which repositories: SQL conditions over `r` (repositories), `u` (owners), `m` (the caller's membership), `h` (heads). */
export interface RepositoryFilter {
  conditions: readonly string[];
  replacements: Record<string, unknown>;
  limit: number;
}

/**
 * Repositories as the caller sees them, newest change first, equal ones by id. What is shown of the stems is computed
 * for the rows of the answer alone.
 */
export async function queryRepositories(
  sequelize: Sequelize,
  callerId: string | null,
  { conditions, replacements, limit }: RepositoryFilter,
  transaction?: Transaction,
): Promise<RepositoryResponse[]> {
  const rows = await sequelize.query<RepositoryRow>(
    `
    WITH shown AS MATERIALIZED (
      SELECT r.*, u.username AS owner_username, h.id AS head_id,
        CASE WHEN r.owner_id = :callerId THEN 'owner' ELSE m.role END AS role
      FROM repositories r
        JOIN users u ON u.id = r.owner_id
        LEFT JOIN collaborators m ON m.repo_id = r.id AND m.user_id = :callerId
        LEFT JOIN branches b ON b.repo_id = r.id AND b.name = r.default_branch
        LEFT JOIN commits h ON h.id = b.head_commit_id
      WHERE ${conditions.join(' AND ')}
      ORDER BY r.updated_at DESC, r.id
      LIMIT :limit
    )
    SELECT r.id, r.owner_id AS "ownerId", r.owner_username AS "ownerUsername", r.name, r.description,
      r.is_public AS "isPublic", r.genre, r.default_branch AS "defaultBranch", r.forked_from_id AS "forkedFromId",
      r.created_at AS "createdAt", r.updated_at AS "updatedAt", r.role,
      h.id AS "headId", h.message AS "headMessage", h.author_name AS "headAuthorName", h.bpm AS "headBpm",
      h.key_signature AS "headKeySignature", h.created_at AS "headCreatedAt", s.stem_count AS "stemCount", s.duration
    FROM shown r
      LEFT JOIN commits h ON h.id = r.head_id
      CROSS JOIN LATERAL (
        SELECT count(*) AS stem_count, coalesce(max(duration), 0) AS duration FROM stems WHERE commit_id = h.id
      ) s
    ORDER BY r.updated_at DESC, r.id
    `,
    { type: QueryTypes.SELECT, replacements: { ...replacements, callerId, limit }, transaction },
  );
  return rows.map(toRepository);
}

function toRepository(row: RepositoryRow): RepositoryResponse {
  const { id, ownerId, ownerUsername, name, description, isPublic, genre, defaultBranch, forkedFromId, role } = row;
  return {
    id,
    ownerId,
    ownerUsername,
    name,
    description,
    isPublic,
    genre,
    defaultBranch,
    forkedFromId,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    role,
    head: row.headId === null ? null : { id: row.headId, ...toHead(row) },
  };
}

function toHead(row: RepositoryRow) {
  return {
    message: row.headMessage,
    authorName: row.headAuthorName,
    bpm: row.headBpm,
    keySignature: row.headKeySignature,
    createdAt: row.headCreatedAt.toISOString(),
    stemCount: row.stemCount,
    duration: row.duration,
  };
}
