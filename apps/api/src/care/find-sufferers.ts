import type { Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';

/** A stem that cannot be given back in full. */
export interface Sufferer {
  repository: string;
  commitId: string;
  commitDigest: string;
  stemId: string;
  stem: string;
}

/** The stems whose audio is one of these files, or is made of one of these chunks; in the order of their commits. */
export function findSufferers(
  { sequelize }: Database,
  { audioDigests, chunkDigests }: { audioDigests: readonly string[]; chunkDigests: readonly string[] },
): Promise<Sufferer[]> {
  const sql = `
    SELECT u.username || '/' || r.name AS repository, c.id AS "commitId", c.digest AS "commitDigest",
           s.id AS "stemId", s.name AS stem
    FROM stems s
      JOIN commits c ON c.id = s.commit_id
      JOIN repositories r ON r.id = c.repo_id
      JOIN users u ON u.id = r.owner_id
    WHERE s.audio_digest = ANY($1::char(64)[]) OR s.audio_digest IN (
      SELECT f.audio_digest FROM audio_file_chunks f WHERE f.chunk_digest = ANY($2::char(64)[])
    )
    ORDER BY repository, c.generation, c.digest, s.position`;
  return sequelize.query<Sufferer>(sql, { bind: [audioDigests, chunkDigests], type: QueryTypes.SELECT });
}
