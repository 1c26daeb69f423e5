import { AudioFileModel, type Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';
import { isStoreHeld } from '../care/hold-store.ts';
import type { AudioPart, AudioStore } from '../store/audio-store.ts';
import { withDigestLock } from './digest-lock.ts';
import type { PlaybackCache } from './playback-cache.ts';

const unnamed = `
  NOT EXISTS (SELECT FROM audio_uploads u WHERE u.audio_digest = f.digest)
  AND NOT EXISTS (SELECT FROM stems s WHERE s.audio_digest = f.digest)`;

/** How much audio nobody can reach any more. */
export async function countUnnamedAudio({ sequelize }: Database): Promise<{ files: number; bytes: number }> {
  const sql = `SELECT count(*)::int AS files, coalesce(sum(f.size), 0)::bigint AS bytes FROM audio_files f WHERE ${unnamed}`;
  const [row] = await sequelize.query<{ files: number; bytes: number }>(sql, { type: QueryTypes.SELECT });
  return row ?? { files: 0, bytes: 0 };
}

/** Forgets who brought audio that no version came to name; it counts towards nobody's quota then. */
export async function forgetAbandonedUploads({ sequelize }: Database, before: Date): Promise<void> {
  await sequelize.query(
    `DELETE FROM audio_uploads u WHERE u.created_at < $1
       AND NOT EXISTS (SELECT FROM stems s WHERE s.audio_digest = u.audio_digest)`,
    { bind: [before], type: QueryTypes.DELETE },
  );
}

interface Keepers {
  database: Database;
  store: AudioStore;
  /** Where files are; see `PackedAudioStore`. */
  home: AudioStore;
  playback: PlaybackCache;
}

/** Removes the objects of a digest that the database does not name. */
export async function forgetUnnamedAudio({ database, store, home, playback }: Keepers, digest: string): Promise<void> {
  await withDigestLock(database, digest, async (transaction) => {
    if (await AudioFileModel.findByPk(digest, { attributes: ['digest'], transaction })) return;
    // Its chunks went with its row. To ask for them would take a second connection, and whoever holds one must not wait for another.
    await home.delete({ digest, part: 'original' });
    await store.delete({ digest, part: 'peaks' });
    await playback.delete(digest);
  });
}

const batchSize = 500;
const parts: readonly AudioPart[] = ['original', 'peaks', 'playback'];

/**
 * Clears what nobody can reach any more: audio that no user uploaded and no stem names (an account or a repository is
 * gone), and objects that the database never came to name (a process was killed in between).
 */
export async function sweepUnnamedAudio(keepers: Keepers): Promise<void> {
  if (!(await forgetFilesUnnamed(keepers.database))) return;
  for (const part of parts) {
    let batch: string[] = [];
    for await (const { digest } of keepers.store.list(part)) {
      if (batch.push(digest) < batchSize) continue;
      await forgetThoseUnnamed(keepers, batch);
      batch = [];
    }
    await forgetThoseUnnamed(keepers, batch);
  }
}

/** Answers false, and does nothing, while a backup is made: it may name them. */
function forgetFilesUnnamed(database: Database): Promise<boolean> {
  return database.transaction(async (transaction) => {
    if (await isStoreHeld(database, transaction)) return false;
    const sql = `DELETE FROM audio_files f WHERE ${unnamed}`;
    await database.sequelize.query(sql, { type: QueryTypes.DELETE, transaction });
    return true;
  });
}

async function forgetThoseUnnamed(keepers: Keepers, digests: string[]): Promise<void> {
  const named = await AudioFileModel.findAll({ where: { digest: digests }, attributes: ['digest'], raw: true });
  const known = new Set(named.map(({ digest }) => digest));
  for (const digest of digests) if (!known.has(digest)) await forgetUnnamedAudio(keepers, digest);
}
