import { AudioFileModel, AudioUploadModel, isSerializationFailure } from '@beatflow/db';
import type { Transaction } from 'sequelize';
import type { CutChunk } from '../pack/cut-file.ts';
import { findPackedAudio, hasChunks } from '../pack/find-packed-audio.ts';
import type { Packing } from '../pack/packer.ts';
import { PackingStale } from '../pack/record-packing.ts';
import type { AnalysisJob, AnalysisResult } from './analysis-job.ts';
import type { ByteServices } from './byte-services.ts';
import { withDigestLock } from './digest-lock.ts';
import { forgetUnnamedAudio } from './forget-unnamed-audio.ts';
import { requireRoom } from './quota.ts';

const maxAttempts = 5;

interface Arrived extends AnalysisResult {
  /** Who brought it; null is nobody yet. */
  userId: string | null;
  job: AnalysisJob;
  /** Its chunks, where it was put together from them. */
  chunks?: CutChunk[] | undefined;
}

/**
 * Keeps a checked file for good, and notes who brought it; null is nobody yet, and then it stays until the next sweep
 * unless somebody names it. The bytes are durable before the database names them; when anything fails, neither stays.
 */
export async function keepAudio(
  services: ByteServices,
  userId: string | null,
  job: AnalysisJob,
  result: AnalysisResult,
  chunks?: CutChunk[],
): Promise<void> {
  const { database, store, home, ingest, logger } = services;
  const { digest } = result.file;
  const arrived = { ...result, userId, job, chunks };
  try {
    for (let attempt = 1; !(await tryToKeep(services, arrived, attempt < maxAttempts)); ) attempt++;
  } catch (err) {
    await forgetUnnamedAudio({ database, store, playback: ingest.playback }, digest).catch((error: unknown) => {
      logger.warn({ err: error, digest }, 'what was not kept is left to the next sweep');
    });
    throw err;
  }
  // Until now it may have been kept whole.
  await home.delete({ digest, part: 'original' });
}

/** Answers false when what it leaned on has gone meanwhile: the next time it brings that itself. */
async function tryToKeep(services: ByteServices, arrived: Arrived, mayTryAgain: boolean): Promise<boolean> {
  const { database, home, ingest } = services;
  const { file, job, userId, chunks } = arrived;
  // That others have this file must not show in how long this takes: whoever brings it packs it anew.
  const isPacked = userId === null && (await findPackedAudio({ database, home }, file.digest)) !== null;
  const packable = { audioDigest: file.digest, path: job.path, sizeBytes: file.size, chunks };
  const packing = isPacked ? null : await ingest.packer.prepare(packable, userId);
  try {
    await withDigestLock(database, file.digest, (transaction) => nameAudio(services, arrived, packing, transaction));
    return true;
  } catch (err) {
    if (packing) await ingest.packer.forget(packing);
    // Or two waited for each other, and this one was chosen to begin anew.
    if (mayTryAgain && (err instanceof PackingStale || isSerializationFailure(err))) return false;
    throw err;
  }
}

async function nameAudio(
  services: ByteServices,
  { userId, job, file, hasPlayback }: Arrived,
  packing: Packing | null,
  transaction: Transaction,
): Promise<void> {
  const { database, ingest, config } = services;
  const { digest } = file;
  if (userId) await requireRoom(userId, file.size, config.quotaBytes, transaction);
  if (!(await AudioFileModel.findByPk(digest, { transaction }))) await AudioFileModel.create(file, { transaction });
  if (packing) await ingest.packer.record(digest, packing, transaction);
  else if (!(await hasChunks(database, digest, transaction))) throw new PackingStale('The file has gone.');
  await putDerived(services, job, { file, hasPlayback });
  if (!userId) return;
  await AudioUploadModel.bulkCreate([{ userId, audioDigest: digest }], { ignoreDuplicates: true, transaction });
}

// The last step of those that may fail and be tried again: what is put is gone from its place.
async function putDerived({ store, ingest }: ByteServices, job: AnalysisJob, { file, hasPlayback }: AnalysisResult) {
  await store.put({ digest: file.digest, part: 'peaks' }, job.peaksPath);
  if (hasPlayback) await ingest.playback.put(file.digest, job.playbackPath);
}
