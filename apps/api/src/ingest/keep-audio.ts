import { AudioFileModel, AudioUploadModel, isSerializationFailure } from '@beatflow/db';
import type { AudioFile } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import { noteUploadedChunks } from '../access/note-uploaded-chunks.ts';
import type { CutChunk } from '../pack/cut-file.ts';
import { findPackedAudio, hasChunks } from '../pack/find-packed-audio.ts';
import type { Packing } from '../pack/packer.ts';
import { PackingStale } from '../pack/record-packing.ts';
import type { ByteServices } from './byte-services.ts';
import { withDigestLock } from './digest-lock.ts';
import type { LocalFile } from './file-source.ts';
import { forgetUnnamedAudio } from './forget-unnamed-audio.ts';
import { requireRoom } from './quota.ts';

const maxAttempts = 5;

/** A file that was checked, and is here until it is kept. */
export interface KeptFile {
  audio: AudioFile;
  file: LocalFile;
  /** Its chunks, where they are known. */
  chunks?: CutChunk[] | undefined;
  /** Its chunks in the store already, where somebody has seen to that. */
  packing?: Packing | undefined;
  /** What was computed from it, where it was. */
  derived?: DerivedFiles;
}

interface DerivedFiles {
  peaksPath: string;
  playbackPath: string | null;
}

/**
 * Keeps a checked file for good, and notes who brought it; null is nobody yet, and then it stays until the next sweep
 * unless somebody names it. The bytes are durable before the database names them; when anything fails, neither stays.
 */
export async function keepAudio(services: ByteServices, userId: string | null, kept: KeptFile): Promise<void> {
  const { database, store, home, ingest, logger } = services;
  const { digest } = kept.audio;
  try {
    let { packing } = kept;
    for (
      let attempt = 1;
      !(await tryToKeep(services, userId, { ...kept, packing }, attempt < maxAttempts));
      attempt++
    ) {
      packing = undefined;
    }
  } catch (err) {
    await forgetUnnamedAudio({ database, store, home, playback: ingest.playback }, digest).catch((error: unknown) => {
      logger.warn({ err: error, digest }, 'what was not kept is left to the next sweep');
    });
    throw err;
  }
  // Until now it may have been kept whole.
  await home.delete({ digest, part: 'original' });
}

/** Answers false when what it leaned on has gone meanwhile: the next time it brings that itself. */
async function tryToKeep(
  services: ByteServices,
  userId: string | null,
  kept: KeptFile,
  mayTryAgain: boolean,
): Promise<boolean> {
  const { database, home, ingest } = services;
  const { audio, file, chunks } = kept;
  // That others have this file must not show in how long this takes: whoever brings it packs it anew.
  const isPacked = userId === null && (await findPackedAudio({ database, home }, audio.digest)) !== null;
  const packable = { audioDigest: audio.digest, file, sizeBytes: audio.size, chunks };
  const packing = isPacked ? null : (kept.packing ?? (await ingest.packer.prepare(packable, userId)));
  try {
    await withDigestLock(database, audio.digest, (transaction) =>
      nameAudio(services, userId, kept, packing, transaction),
    );
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
  userId: string | null,
  { audio, derived }: KeptFile,
  packing: Packing | null,
  transaction: Transaction,
): Promise<void> {
  const { database, ingest, config } = services;
  const { digest } = audio;
  if (userId) await requireRoom(userId, audio.size, config.quotaBytes, transaction);
  await describeAudio(audio, transaction);
  if (packing) await ingest.packer.record(digest, packing, transaction);
  else if (!(await hasChunks(database, digest, transaction))) throw new PackingStale('The file has gone.');
  if (derived) await putDerived(services, digest, derived);
  if (!userId) return;
  await AudioUploadModel.bulkCreate([{ userId, audioDigest: digest }], { ignoreDuplicates: true, transaction });
  await noteUploadedChunks(database, { audioDigest: digest, userId }, transaction);
}

// That others have this file, and had it measured, must not show: what is measured later for everybody is measured again.
async function describeAudio(audio: AudioFile, transaction: Transaction): Promise<void> {
  const { digest, isMeasured, integratedLufs, truePeakDbtp, silenceHeadFrames, silenceTailFrames } = audio;
  if (!(await AudioFileModel.findByPk(digest, { attributes: ['digest'], transaction }))) {
    await AudioFileModel.create(audio, { transaction });
  } else if (!isMeasured) {
    const unmeasured = { isMeasured, integratedLufs, truePeakDbtp, silenceHeadFrames, silenceTailFrames };
    await AudioFileModel.update(unmeasured, { where: { digest }, transaction });
  }
}

// The last step of those that may fail and be tried again: what is put is gone from its place.
async function putDerived({ store, ingest }: ByteServices, digest: string, { peaksPath, playbackPath }: DerivedFiles) {
  await store.put({ digest, part: 'peaks' }, peaksPath);
  if (playbackPath !== null) await ingest.playback.put(digest, playbackPath);
}
