import { AudioFileModel } from '@beatflow/db';
import { QueryTypes, type Sequelize } from 'sequelize';
import { comparisonVersion, type Pair } from './comparison.ts';

/** Looking through all of history at each start would cost more than it brings: older pairs wait until somebody asks. */
const DAYS = 30;
const MAX_PAIRS = 10_000;

/**
 * Replaced audio of the last weeks that was not compared in the way of today, newest first: a server that stopped left it
 * waiting.
 */
export async function findUnprepared(sequelize: Sequelize): Promise<Pair[]> {
  const rows = await sequelize.query<{ before: string; after: string }>(
    `
    SELECT own.audio_digest AS after, old.audio_digest AS before
    FROM commits c
      CROSS JOIN LATERAL (VALUES (c.parent_commit_id), (c.merge_parent_commit_id)) parent (id)
      JOIN stems own ON own.commit_id = c.id
      JOIN stems old ON old.commit_id = parent.id AND old.track_id = own.track_id
    WHERE c.created_at > now() - make_interval(days => :days)
      AND old.audio_digest <> own.audio_digest
      AND NOT EXISTS (
        SELECT FROM audio_comparisons k
        WHERE k.before_digest = old.audio_digest AND k.after_digest = own.audio_digest
          AND k.version = :version
      )
    GROUP BY own.audio_digest, old.audio_digest
    ORDER BY max(c.created_at) DESC, own.audio_digest, old.audio_digest
    LIMIT :limit
    `,
    { type: QueryTypes.SELECT, replacements: { days: DAYS, version: comparisonVersion, limit: MAX_PAIRS } },
  );
  const digest = rows.flatMap(({ before, after }) => [before, after]);
  const files = new Map((await AudioFileModel.findAll({ where: { digest } })).map((file) => [file.digest, file]));
  return rows.flatMap(({ before, after }) => {
    const [earlier, later] = [files.get(before), files.get(after)];
    return earlier && later ? [{ before: earlier, after: later }] : [];
  });
}
