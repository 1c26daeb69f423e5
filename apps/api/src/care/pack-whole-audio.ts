import { rm } from 'node:fs/promises';
import { AudioFileModel, type Database } from '@beatflow/db';
import { noteUploadedChunks } from '../access/note-uploaded-chunks.ts';
import { withDigestLock } from '../ingest/digest-lock.ts';
import { findPackedAudio } from '../pack/find-packed-audio.ts';
import { type Packer, WrongBytes } from '../pack/packer.ts';
import { PackingStale } from '../pack/record-packing.ts';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from '../store/audio-store.ts';
import type { UploadFolder } from '../store/upload-folder.ts';

export interface PackServices {
  database: Database;
  home: AudioStore;
  packer: Packer;
  uploads: UploadFolder;
  logger: Logger;
}

export interface PackReport {
  /** Files that are in packs now, and were kept whole before. */
  files: number;
  bytes: number;
  /** Files that are not what their digest says; they stay as they are. */
  damaged: string[];
}

/**
 * Moves originals that are kept whole into packs, one after the other. It may be stopped at any moment and run again;
 * each file can be read all the time, and goes only when every byte of it can be read from packs.
 */
export async function packWholeAudio(
  services: PackServices,
  onFile: (digest: string) => void = () => {},
  isStopped: () => boolean = () => false,
): Promise<PackReport> {
  const report: PackReport = { files: 0, bytes: 0, damaged: [] };
  for await (const { digest, size } of services.home.list('original')) {
    if (isStopped()) break;
    try {
      if (!(await packOne(services, digest, size))) continue;
      onFile(digest);
      report.files++;
      report.bytes += size;
    } catch (err) {
      if (!(err instanceof WrongBytes)) throw err;
      services.logger.error({ err, digest }, 'an original is damaged, and stays where it is');
      report.damaged.push(digest);
    }
  }
  return report;
}

/** Answers whether the file is in packs now. What the database does not name is left to the sweep. */
async function packOne(
  { database, home, packer, uploads }: PackServices,
  digest: string,
  size: number,
): Promise<boolean> {
  const object = { digest, part: 'original' } as const;
  const isNamed = async () => (await AudioFileModel.findByPk(digest, { attributes: ['digest'] })) !== null;
  const path = uploads.workPath();
  try {
    while (!(await findPackedAudio({ database, home }, digest))) {
      if (!(await isNamed()) || !(await home.copy(object, path))) return false;
      const packing = await packer.prepare({ audioDigest: digest, file: path, sizeBytes: size }, null);
      await rm(path, { force: true });
      try {
        await withDigestLock(database, digest, async (transaction) => {
          await packer.record(digest, packing, transaction);
          await noteUploadedChunks(database, { audioDigest: digest }, transaction);
        });
      } catch (err) {
        await packer.forget(packing);
        // What it leaned on has gone, or the file itself: the next round finds out.
        if (!(err instanceof PackingStale) && (await isNamed())) throw err;
      }
    }
    await home.delete(object);
    return true;
  } finally {
    await rm(path, { force: true });
  }
}
