import type { Database } from '@beatflow/db';
import type { UsageResponse } from '@beatflow/shared';
import { QueryTypes } from 'sequelize';

/** The digests of all that a user has uploaded. */
export const accountUploads = 'SELECT audio_digest FROM audio_uploads WHERE user_id = $1';

/** The digests of all audio in the versions of a repository. */
export const repositoryAudio =
  'SELECT s.audio_digest FROM stems s JOIN commits c ON c.id = s.commit_id WHERE c.repo_id = $1';

/** How much room the files take that a query of digests names. The query has one parameter. */
export async function computeUsage(
  { sequelize }: Database,
  digests: string,
  parameter: string,
): Promise<UsageResponse> {
  // A file that no pack has yet is kept as it is.
  const sql = `
    WITH files AS (SELECT a.digest, a.size FROM audio_files a WHERE a.digest IN (${digests})),
      packed AS (SELECT DISTINCT f.audio_digest FROM audio_file_chunks f JOIN files ON files.digest = f.audio_digest),
      chunk AS (
        SELECT DISTINCT c.digest, c.stored_size
        FROM audio_file_chunks f JOIN files ON files.digest = f.audio_digest JOIN chunks c ON c.digest = f.chunk_digest
      )
    SELECT count(*)::int AS files, coalesce(sum(size), 0)::bigint AS "fileBytes",
      (SELECT coalesce(sum(stored_size), 0)::bigint FROM chunk)
        + coalesce(sum(size) FILTER (WHERE digest NOT IN (SELECT audio_digest FROM packed)), 0)::bigint AS "storedBytes"
    FROM files`;
  const [row] = await sequelize.query<UsageResponse>(sql, { bind: [parameter], type: QueryTypes.SELECT });
  return row!;
}
