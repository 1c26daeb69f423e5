import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { BenchCommit } from './random-history.ts';

const STEMS = ['drums', 'bass', 'vocals', 'melody', 'other'];

/** Writes a history with five stems a commit straight into the database, and answers the ids of its commits. */
export async function writeHistory(
  databaseUrl: string,
  { repositoryId, userId }: { repositoryId: string; userId: string },
  commits: readonly BenchCommit[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const audioDigest = createHash('sha256').update('bench').digest('hex');
  await client.query(
    `INSERT INTO audio_files (digest, pcm_digest, size, format, codec, sample_rate, channels, bit_depth, sample_format,
       frames, duration, silence_head_frames, silence_tail_frames)
     VALUES ($1, $1, 1000, 'wav', 'pcm', 48000, 2, 24, 'int', 48000, 1, 0, 0) ON CONFLICT DO NOTHING`,
    [audioDigest],
  );
  await client.query('INSERT INTO audio_uploads (user_id, audio_digest) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    userId,
    audioDigest,
  ]);
  const ids = commits.map(() => randomUUID());
  const generations: number[] = [];
  const trackIds = STEMS.map(() => randomUUID());
  for (const { parents } of commits) {
    generations.push(1 + Math.max(0, ...parents.map((parent) => generations[parent] as number)));
  }
  const perBatch = 2_000;
  for (let from = 0; from < commits.length; from += perBatch) {
    const rows = commits.slice(from, from + perBatch).map(({ parents }, index) => ({
      id: ids[from + index],
      parent: parents[0] === undefined ? null : ids[parents[0]],
      merge_parent: parents[1] === undefined ? null : ids[parents[1]],
      digest: createHash('sha256')
        .update(`${repositoryId} ${from + index}`)
        .digest('hex'),
      generation: generations[from + index],
      message: `Version ${from + index}`,
    }));
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO commits (id, repo_id, parent_commit_id, merge_parent_commit_id, author_id, author_name, message, digest, generation)
       SELECT id, $1, parent, merge_parent, $2, 'bench', message, digest, generation
       FROM json_to_recordset($3) AS r (id UUID, parent UUID, merge_parent UUID, digest TEXT, generation INT, message TEXT)`,
      [repositoryId, userId, JSON.stringify(rows)],
    );
    await client.query(
      `INSERT INTO stems (commit_id, track_id, stem_type, name, position, file_url, audio_digest, duration, file_size)
       SELECT r.id, t.track_id, t.name, t.name, t.position - 1, '/stems/' || gen_random_uuid() || '/audio', $1, 1, 1000
       FROM json_to_recordset($2) AS r (id UUID), unnest($3::UUID[], $4::TEXT[]) WITH ORDINALITY AS t (track_id, name, position)`,
      [audioDigest, JSON.stringify(rows), trackIds, STEMS],
    );
    await client.query('COMMIT');
  }
  await client.query('ANALYZE');
  const head = ids.at(-1);
  await client.query(`INSERT INTO branches (repo_id, name, head_commit_id) VALUES ($1, 'main', $2)`, [
    repositoryId,
    head,
  ]);
  await client.end();
  return ids;
}
