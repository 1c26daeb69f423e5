import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';

interface Track {
  repositoryId: string;
  trackId: string;
  /** The audio of each version, oldest first. */
  digests: readonly string[];
}

/**
 * Writes a line of versions of one track straight into the database, as if they had been made long ago: a push would have
 * its sound compared in the background.
 */
export async function writeVersions(databaseUrl: string, { repositoryId, trackId, digests }: Track): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN');
  let parent: string | null = null;
  for (const [index, audioDigest] of digests.entries()) {
    const id = randomUUID();
    const digest = createHash('sha256').update(`${repositoryId} ${index}`).digest('hex');
    await client.query(
      `INSERT INTO commits (id, repo_id, parent_commit_id, author_name, message, digest, generation, created_at)
       VALUES ($1, $2, $3, 'bench', $4, $5, $6, now() - INTERVAL '1 year')`,
      [id, repositoryId, parent, `Version ${index}`, digest, index + 1],
    );
    await client.query(
      `INSERT INTO stems (commit_id, track_id, stem_type, name, position, file_url, audio_digest, duration, file_size)
       SELECT $1, $2, 'melody', 'melody', 0, '/stems/' || gen_random_uuid() || '/audio', digest, duration, size
       FROM audio_files WHERE digest = $3`,
      [id, trackId, audioDigest],
    );
    parent = id;
  }
  await client.query(`INSERT INTO branches (repo_id, name, head_commit_id) VALUES ($1, 'main', $2)`, [
    repositoryId,
    parent,
  ]);
  await client.query('COMMIT');
  await client.query('ANALYZE');
  await client.end();
}
