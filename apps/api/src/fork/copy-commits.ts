import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';

interface Copy {
  fromRepositoryId: string;
  intoRepositoryId: string;
  /** Copies what this commit reaches; without it, everything. */
  headId?: string;
}

/**
 * Copies commits with their stems from one repository into another, those that are not there yet. Copies have ids of their
 * own and the digests of the originals; no audio is copied, since stems only name it. Answers how many were copied.
 *
 * Everything that a commit of the target reaches is there too, so the walk stops where it meets one.
 */
export async function copyCommits(
  sequelize: Sequelize,
  { fromRepositoryId, intoRepositoryId, headId }: Copy,
  transaction: Transaction,
): Promise<number> {
  const replacements = { from: fromRepositoryId, into: intoRepositoryId, headId: headId ?? null };
  const run = (sql: string) => sequelize.query(sql, { replacements, transaction });
  await run(`
    CREATE TEMP TABLE copied_commits ON COMMIT DROP AS
    WITH RECURSIVE wanted AS (
      SELECT c.id, c.parent_commit_id, c.merge_parent_commit_id
      FROM commits c
      WHERE c.repo_id = :from AND (CAST(:headId AS UUID) IS NULL OR c.id = :headId) AND ${isMissing}
      UNION
      SELECT c.id, c.parent_commit_id, c.merge_parent_commit_id
      FROM wanted w JOIN commits c ON c.id IN (w.parent_commit_id, w.merge_parent_commit_id)
      WHERE ${isMissing}
    )
    SELECT id AS source_id, gen_random_uuid() AS id FROM wanted
  `);
  await run('CREATE UNIQUE INDEX ON copied_commits (source_id)');
  await run('ANALYZE copied_commits');
  await run(`
    INSERT INTO commits (
      id, repo_id, parent_commit_id, merge_parent_commit_id, author_id, author_name, message, bpm, key_signature,
      generation_params, digest, generation, created_at
    )
    SELECT x.id, :into, ${copyOf('c.parent_commit_id')}, ${copyOf('c.merge_parent_commit_id')}, c.author_id,
      c.author_name, c.message, c.bpm, c.key_signature, c.generation_params, c.digest, c.generation, c.created_at
    FROM copied_commits x JOIN commits c ON c.id = x.source_id
  `);
  await run(`
    INSERT INTO stems (
      id, commit_id, track_id, stem_type, name, position, file_url, audio_digest, duration, file_size, gain_db, pan,
      muted, generation_params, created_at
    )
    SELECT s.new_id, x.id, s.track_id, s.stem_type, s.name, s.position, '/stems/' || s.new_id || '/audio',
      s.audio_digest, s.duration, s.file_size, s.gain_db, s.pan, s.muted, s.generation_params, s.created_at
    FROM copied_commits x
      JOIN (SELECT stems.*, gen_random_uuid() AS new_id FROM stems) s ON s.commit_id = x.source_id
  `);
  const [row] = await sequelize.query<{ count: number }>('SELECT count(*)::INT AS count FROM copied_commits', {
    type: QueryTypes.SELECT,
    transaction,
  });
  return row?.count ?? 0;
}

const isMissing = 'NOT EXISTS (SELECT FROM commits t WHERE t.repo_id = :into AND t.digest = c.digest)';

/** The commit of the target that stands for one of the source: copied just now, or there before. */
function copyOf(sourceId: string): string {
  return `coalesce(
    (SELECT y.id FROM copied_commits y WHERE y.source_id = ${sourceId}),
    (SELECT t.id FROM commits o JOIN commits t ON t.repo_id = :into AND t.digest = o.digest WHERE o.id = ${sourceId})
  )`;
}
