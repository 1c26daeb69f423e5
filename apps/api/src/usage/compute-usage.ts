import type { Database } from '@beatflow/db';
import type { UsageResponse } from '@beatflow/shared';
import { QueryTypes } from 'sequelize';

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
