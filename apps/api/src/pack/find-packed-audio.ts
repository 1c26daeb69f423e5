import { AudioFileModel, type Database } from '@beatflow/db';
import { QueryTypes, type Transaction } from 'sequelize';
import type { AudioStore, StoredObject } from '../store/audio-store.ts';

/** Finds an original that is in packs, and whole: null when one of its packs is lost, or one of its chunks damaged. */
export async function findPackedAudio(
  { database, home }: { database: Database; home: AudioStore },
  digest: string,
): Promise<StoredObject | null> {
  const sql = `
    SELECT p.digest, p.size, bool_or(c.damaged_at IS NOT NULL) AS "isDamaged"
    FROM audio_file_chunks f JOIN chunks c ON c.digest = f.chunk_digest JOIN packs p ON p.digest = c.pack_digest
    WHERE f.audio_digest = $1 GROUP BY p.digest`;
  const packs = await database.sequelize.query<{ digest: string; size: number; isDamaged: boolean }>(sql, {
    bind: [digest],
    type: QueryTypes.SELECT,
  });
  if (packs.length === 0 || packs.some(({ isDamaged }) => isDamaged)) return null;
  const areThere = await Promise.all(packs.map((pack) => isPackThere(home, pack)));
  const file = areThere.includes(false) ? null : await AudioFileModel.findByPk(digest);
  return file && { digest, size: file.size, storedAt: file.createdAt };
}

/** Tells whether the store has a pack, as long as it was written. */
export async function isPackThere(home: AudioStore, { digest, size }: { digest: string; size: number }) {
  return (await home.find({ digest, part: 'pack' }))?.size === size;
}

/** Tells whether the database knows chunks of an original, in whatever state they are. */
export async function hasChunks({ sequelize }: Database, digest: string, transaction?: Transaction): Promise<boolean> {
  const sql = 'SELECT FROM audio_file_chunks WHERE audio_digest = $1 LIMIT 1';
  const rows = await sequelize.query(sql, { bind: [digest], type: QueryTypes.SELECT, transaction });
  return rows.length > 0;
}
