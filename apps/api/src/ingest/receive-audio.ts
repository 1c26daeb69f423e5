import { rm } from 'node:fs/promises';
import type { AudioFile } from '@beatflow/shared';
import { BeatflowError } from '@beatflow/shared';
import type { CutChunk } from '../pack/cut-file.ts';
import { toBeatflowError } from '../server/to-beatflow-error.ts';
import type { PartialUpload } from '../store/partial-upload.ts';
import type { UploadKey } from '../store/upload-folder.ts';
import type { ByteServices } from './byte-services.ts';
import { Growth } from './growth.ts';
import { keepAudio } from './keep-audio.ts';
import { computeUsedBytes, quotaExceeded } from './quota.ts';

/** A file that arrives, or the rest of one. */
export interface Arrival extends UploadKey {
  /** Where in the file it goes on; 0 for a whole file. */
  offset: number;
  /** How long the whole file is; null when nobody said. */
  totalBytes: number | null;
  /**
   * The chunks that it is put together from, where all of them are here already. Then its bytes come as fast as they are
   * taken, and it is read and measured while they do.
   */
  chunks?: CutChunk[];
  /** Hands all bytes to `write`, in order; answers whether all of them came. */
  receive(write: (bytes: Uint8Array) => Promise<void>): Promise<'whole' | 'broken'>;
}

/**
 * Takes a file in: receives it, reads and measures it, keeps it. Null when it broke off; then what arrived waits to be
 * gone on with. A file that is refused leaves nothing behind.
 */
export async function receiveAudio(services: ByteServices, arrival: Arrival): Promise<AudioFile | null> {
  const { uploads, limits } = services.ingest;
  const { offset, totalBytes } = arrival;
  if ((totalBytes ?? 0) > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const roomBytes = await requireFirstRoom(services, arrival);
  const upload = await uploads.begin(arrival, offset, totalBytes ?? 0);
  const growth = arrival.chunks && Growth.of(totalBytes ?? 0);
  const checking = growth && checkAndKeep(services, arrival, upload, growth);
  checking?.catch(() => {
    // Whoever waits for it hears of it below.
  });
  try {
    const receipt = await arrival.receive(async (bytes) => {
      const sizeBytes = upload.size + bytes.length;
      if (sizeBytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
      if (sizeBytes > roomBytes)
        throw quotaExceeded(services.config.quotaBytes - roomBytes, services.config.quotaBytes);
      await upload.append(bytes);
      growth?.reach(upload.size);
    });
    if (receipt === 'broken') {
      await upload.keep();
      return null;
    }
    await upload.finish();
    const file = await (checking ?? checkAndKeep(services, arrival, upload));
    await upload.discard();
    return file;
  } catch (err) {
    growth?.breakOff();
    await checking?.catch(() => {});
    // Whoever sent this may come back when the server is itself again, and need not send it again.
    if (['server-busy', 'storage-unavailable'].includes(toBeatflowError(err).reason)) await upload.keep();
    else await upload.discard();
    throw err;
  }
}

/** How large the file may be for what is left of the quota; makes room by forgetting broken uploads. */
async function requireFirstRoom({ ingest, config }: ByteServices, arrival: Arrival): Promise<number> {
  const needed = arrival.totalBytes ?? 0;
  const usedBytes = await computeUsedBytes(arrival.userId);
  let roomBytes = config.quotaBytes - usedBytes - (await ingest.uploads.bytesBeside(arrival));
  if (needed > roomBytes) {
    await ingest.uploads.dropIdleBeside(arrival);
    roomBytes = config.quotaBytes - usedBytes - (await ingest.uploads.bytesBeside(arrival));
  }
  if (needed > roomBytes) throw quotaExceeded(usedBytes, config.quotaBytes);
  return roomBytes;
}

async function checkAndKeep(
  services: ByteServices,
  { userId, digest, chunks }: Arrival,
  upload: PartialUpload,
  growth?: Growth,
): Promise<AudioFile> {
  const { uploads, pool, limits } = services.ingest;
  const [peaksPath, playbackPath] = [uploads.workPath(), uploads.workPath()];
  const job = { path: upload.path, digest, limits, peaksPath, playbackPath, growth: growth?.memory };
  const sizeBytes = growth?.totalBytes ?? upload.size;
  try {
    const result = await pool.run('analyze', job, { sizeBytes, outputs: [peaksPath, playbackPath] });
    await keepAudio(services, userId, job, result, chunks);
    return result.file;
  } finally {
    await Promise.all([peaksPath, playbackPath].map((path) => rm(path, { force: true })));
  }
}

function tooLarge(maxBytes: number): BeatflowError {
  return new BeatflowError('audio-too-large', { maxBytes }, `This file is larger than the ${maxBytes} bytes accepted.`);
}
