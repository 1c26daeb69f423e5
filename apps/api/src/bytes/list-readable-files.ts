import type { Database } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { Request } from 'express';
import { QueryTypes } from 'sequelize';
import { getCaller } from '../access/caller.ts';

/** The audio of a stem that a caller may read. */
export interface ReadableFile {
  digest: string;
  size: number;
}

const sql = `
  SELECT s.id, f.digest, f.size
  FROM stems s
    JOIN audio_files f ON f.digest = s.audio_digest
    JOIN commits c ON c.id = s.commit_id
    JOIN repositories r ON r.id = c.repo_id
  WHERE s.id = ANY($1::uuid[]) AND (
    r.is_public OR r.owner_id = $2 OR EXISTS (SELECT FROM collaborators m WHERE m.repo_id = r.id AND m.user_id = $2)
  )`;

/** The files of some stems, each once; `not-found` when the caller may not read all of them. */
export async function listReadableFiles(
  { sequelize }: Database,
  req: Request,
  stemIds: readonly string[],
): Promise<ReadableFile[]> {
  const wanted = new Set(stemIds);
  const bind = [[...wanted], getCaller(req)?.userId ?? null];
  const rows = await sequelize.query<ReadableFile>(sql, { bind, type: QueryTypes.SELECT });
  if (rows.length < wanted.size) throw new BeatflowError('not-found');
  return [...new Map(rows.map(({ digest, size }) => [digest, { digest, size }])).values()];
}
