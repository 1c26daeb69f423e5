import type { Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';

const sql = `
  SELECT d.digest FROM unnest($1::char(64)[]) AS d (digest)
  WHERE EXISTS (
    SELECT FROM audio_file_chunks f
    WHERE f.chunk_digest = d.digest AND (
      EXISTS (SELECT FROM audio_uploads u WHERE u.audio_digest = f.audio_digest AND u.user_id = $2)
      OR EXISTS (
        SELECT FROM stems s
          JOIN commits c ON c.id = s.commit_id
          JOIN repositories r ON r.id = c.repo_id
          LEFT JOIN collaborators m ON m.repo_id = r.id AND m.user_id = $2
        WHERE s.audio_digest = f.audio_digest AND (r.is_public OR r.owner_id = $2 OR m.user_id IS NOT NULL)
      )
    )
  )`;

/** Of these chunks, those of audio that the user uploaded, or may read. That others have a chunk is nobody's business. */
export async function findUsableChunks(
  { sequelize }: Database,
  userId: string,
  digests: readonly string[],
): Promise<Set<string>> {
  const bind = [[...new Set(digests)], userId];
  const rows = await sequelize.query<{ digest: string }>(sql, { bind, type: QueryTypes.SELECT });
  return new Set(rows.map(({ digest }) => digest));
}
