import type { Database } from '@beatflow/db';
import { type AudioFormat, BeatflowError, uuid } from '@beatflow/shared';
import type { Request } from 'express';
import { QueryTypes } from 'sequelize';
import { getCaller } from '../access/caller.ts';

/** What serving a stem's bytes takes. */
export interface ReadableStem {
  name: string;
  digest: string;
  sizeBytes: number;
  format: AudioFormat;
  codec: string;
  frames: number;
  isMeasured: boolean;
  isPublic: boolean;
}

// A player asks for a dozen pieces at once: the stem, its audio and whether the caller may have it are one question.
const sql = `
  SELECT s.name, s.audio_digest AS digest, f.size AS "sizeBytes", f.format, f.codec, f.frames, f.is_measured AS "isMeasured",
    r.is_public AS "isPublic"
  FROM stems s
    JOIN audio_files f ON f.digest = s.audio_digest
    JOIN commits c ON c.id = s.commit_id
    JOIN repositories r ON r.id = c.repo_id
  WHERE s.id = $1 AND (
    r.is_public OR r.owner_id = $2 OR EXISTS (SELECT FROM collaborators m WHERE m.repo_id = r.id AND m.user_id = $2)
  )`;

/** The stem that a request names; `not-found` when the caller may not read it. */
export async function getReadableStem({ sequelize }: Database, req: Request): Promise<ReadableStem> {
  const id = uuid.safeParse(req.params.stemId);
  if (!id.success) throw new BeatflowError('not-found');
  const bind = [id.data, getCaller(req)?.userId ?? null];
  const [stem] = await sequelize.query<ReadableStem>(sql, { bind, type: QueryTypes.SELECT });
  if (!stem) throw new BeatflowError('not-found');
  return stem;
}
