import { AudioFileModel, AudioUploadModel } from '@beatflow/db';
import type { AudioFile } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { AnalysisJob, AnalysisResult } from './analysis-job.ts';
import type { ByteServices } from './byte-services.ts';
import { withDigestLock } from './digest-lock.ts';
import { forgetUnnamedAudio } from './forget-unnamed-audio.ts';
import { requireRoom } from './quota.ts';

/**
 * Keeps a checked file for good, and notes who brought it; null is nobody yet, and then it stays until the next sweep
 * unless somebody names it. The bytes are durable before the database names them; when anything fails, neither stays.
 */
export async function keepAudio(
  services: ByteServices,
  userId: string | null,
  job: AnalysisJob,
  { file, hasPlayback }: AnalysisResult,
): Promise<void> {
  const { database, store, ingest, config, logger } = services;
  try {
    await withDigestLock(database, file.digest, async (transaction) => {
      if (userId) await requireRoom(userId, file.size, config.quotaBytes, transaction);
      await putObjects(services, job, file.digest, hasPlayback);
      await nameAudio(userId, file, transaction);
    });
  } catch (err) {
    await forgetUnnamedAudio({ database, store, playback: ingest.playback }, file.digest).catch((error: unknown) => {
      logger.warn({ err: error, digest: file.digest }, 'what was not kept is left to the next sweep');
    });
    throw err;
  }
}

async function putObjects(
  { store, ingest }: ByteServices,
  job: AnalysisJob,
  digest: string,
  hasPlayback: boolean,
): Promise<void> {
  await store.put({ digest, part: 'peaks' }, job.peaksPath);
  if (hasPlayback) await ingest.playback.put(digest, job.playbackPath);
  await store.put({ digest, part: 'original' }, job.path);
}

async function nameAudio(userId: string | null, file: AudioFile, transaction: Transaction): Promise<void> {
  const known = await AudioFileModel.findByPk(file.digest, { transaction });
  if (!known) await AudioFileModel.create(file, { transaction });
  if (!userId) return;
  await AudioUploadModel.bulkCreate([{ userId, audioDigest: file.digest }], { ignoreDuplicates: true, transaction });
}
