import type { Database } from '@beatflow/db';
import type { Transaction } from 'sequelize';

/** Notes that the chunks of a file were brought by whoever uploaded it, or by one of them alone. */
export async function noteUploadedChunks(
  { sequelize }: Database,
  { audioDigest, userId = null }: { audioDigest: string; userId?: string | null },
  transaction: Transaction,
): Promise<void> {
  // In the order of their names, as whoever names or forgets them goes.
  await sequelize.query(
    `INSERT INTO uploaded_chunks (chunk_digest, user_id)
     SELECT DISTINCT f.chunk_digest, u.user_id
     FROM audio_file_chunks f JOIN audio_uploads u ON u.audio_digest = f.audio_digest
     WHERE f.audio_digest = $1 AND ($2::uuid IS NULL OR u.user_id = $2) ORDER BY 1, 2
     ON CONFLICT DO NOTHING`,
    { bind: [audioDigest, userId], transaction },
  );
}
