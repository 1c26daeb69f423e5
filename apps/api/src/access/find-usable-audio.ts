import { AudioFileModel } from '@beatflow/db';
import { Op, type Sequelize, type Transaction } from 'sequelize';
import type { Caller } from './caller.ts';

/**
 * Of these digests, those that the caller may name in a commit: what they uploaded themselves, and what a stem of a
 * repository that they may read already names. Knowing a digest is never enough.
 */
export async function findUsableAudio(
  { userId }: Pick<Caller, 'userId'>,
  digests: readonly string[],
  transaction?: Transaction,
): Promise<Map<string, AudioFileModel>> {
  if (digests.length === 0) return new Map();
  const { sequelize } = AudioFileModel;
  const files = await AudioFileModel.findAll({
    where: { digest: { [Op.in]: [...new Set(digests)] }, [Op.and]: usableBy(sequelize as Sequelize, userId) },
    transaction,
  });
  return new Map(files.map((file) => [file.digest, file]));
}

function usableBy(sequelize: Sequelize, userId: string) {
  const user = sequelize.escape(userId);
  return sequelize.literal(`(
    EXISTS (
      SELECT FROM audio_uploads u WHERE u.audio_digest = "AudioFileModel".digest AND u.user_id = ${user}
    ) OR EXISTS (
      SELECT FROM stems s
        JOIN commits c ON c.id = s.commit_id
        JOIN repositories r ON r.id = c.repo_id
        LEFT JOIN collaborators m ON m.repo_id = r.id AND m.user_id = ${user}
      WHERE s.audio_digest = "AudioFileModel".digest AND (r.is_public OR r.owner_id = ${user} OR m.user_id IS NOT NULL)
    )
  )`);
}
