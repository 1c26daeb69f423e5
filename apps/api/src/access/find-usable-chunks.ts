import type { Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';

// What others have must not show in how long this takes: of the files that a chunk is in, and of the versions that a file is
// in, only the first are looked at. Whoever may read another one sends the chunk once more, and has brought it from then on.
const filesOfChunk = 8;
const filesAtMost = 150;
const stemsOfFile = 20;

const sql = `
  WITH own AS MATERIALIZED (
    SELECT chunk_digest FROM uploaded_chunks WHERE user_id = $2 AND chunk_digest = ANY($1::char(64)[])
  ), held AS MATERIALIZED (
    SELECT d.digest, f.audio_digest
    FROM (SELECT unnest($1::char(64)[]) EXCEPT SELECT chunk_digest FROM own) AS d (digest), LATERAL (
      SELECT audio_digest FROM audio_file_chunks WHERE chunk_digest = d.digest LIMIT ${filesOfChunk}
    ) AS f
  ), readable AS MATERIALIZED (
    SELECT a.audio_digest FROM (SELECT DISTINCT audio_digest FROM held LIMIT ${filesAtMost}) AS a
    WHERE EXISTS (
      SELECT FROM (SELECT commit_id FROM stems WHERE audio_digest = a.audio_digest LIMIT ${stemsOfFile}) AS s
        JOIN commits c ON c.id = s.commit_id
        JOIN repositories r ON r.id = c.repo_id
        LEFT JOIN collaborators m ON m.repo_id = r.id AND m.user_id = $2
      WHERE r.is_public OR r.owner_id = $2 OR m.user_id IS NOT NULL
    )
  )
  SELECT chunk_digest AS digest FROM own
  UNION SELECT held.digest FROM held JOIN readable ON readable.audio_digest = held.audio_digest`;

/** Of these chunks, those that the user brought, or of audio that they may read. That others have a chunk is nobody's business. */
export async function findUsableChunks(
  { sequelize }: Database,
  userId: string,
  digests: readonly string[],
): Promise<Set<string>> {
  const bind = [[...new Set(digests)], userId];
  const rows = await sequelize.query<{ digest: string }>(sql, { bind, type: QueryTypes.SELECT });
  return new Set(rows.map(({ digest }) => digest));
}
