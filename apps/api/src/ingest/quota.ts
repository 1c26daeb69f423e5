import { AudioUploadModel, UserModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { QueryTypes, Transaction } from 'sequelize';

/** Bytes of all that a user has uploaded, each file once. */
export async function computeUsedBytes(userId: string, transaction?: Transaction): Promise<number> {
  const [row] = await AudioUploadModel.sequelize!.query<{ bytes: string }>(
    `SELECT coalesce(sum(f.size), 0) AS bytes
     FROM audio_uploads u JOIN audio_files f ON f.digest = u.audio_digest WHERE u.user_id = $1`,
    { bind: [userId], type: QueryTypes.SELECT, transaction },
  );
  return Number(row?.bytes ?? 0);
}

/** Refuses when a file of this size would be too much; until the transaction ends, this user's other files wait. */
export async function requireRoom(
  userId: string,
  size: number,
  quotaBytes: number,
  transaction: Transaction,
): Promise<void> {
  const user = await UserModel.findByPk(userId, { transaction, lock: Transaction.LOCK.NO_KEY_UPDATE });
  if (!user) throw new BeatflowError('sign-in-required');
  const usedBytes = await computeUsedBytes(userId, transaction);
  if (usedBytes + size > quotaBytes) throw quotaExceeded(usedBytes, quotaBytes);
}

export function quotaExceeded(usedBytes: number, quotaBytes: number): BeatflowError {
  return new BeatflowError('quota-exceeded', { usedBytes, quotaBytes });
}

/** Of this audio, what no version names any more counts towards nobody's quota: its repository is gone. */
export async function giveBackQuota(digests: readonly string[], transaction: Transaction): Promise<void> {
  await AudioUploadModel.sequelize!.query(
    `DELETE FROM audio_uploads u WHERE u.audio_digest = ANY($1::char(64)[])
       AND NOT EXISTS (SELECT FROM stems s WHERE s.audio_digest = u.audio_digest)`,
    { bind: [digests], type: QueryTypes.DELETE, transaction },
  );
}
