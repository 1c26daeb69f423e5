import type { AudioFile } from '@beatflow/shared';
import { BeatflowError } from '@beatflow/shared';
import { toBeatflowError } from '../server/to-beatflow-error.ts';
import type { UploadKey } from '../store/upload-folder.ts';
import type { ByteServices } from './byte-services.ts';
import { computeUsedBytes, quotaExceeded } from './quota.ts';
import { takeIn } from './take-in.ts';

/** A file that arrives, or the rest of one. */
export interface Arrival extends UploadKey {
  /** Where in the file it goes on; 0 for a whole file. */
  offset: number;
  /** How long the whole file is; null when nobody said. */
  totalBytes: number | null;
  /** Hands all bytes to `write`, in order; answers whether all of them came. */
  receive(write: (bytes: Uint8Array) => Promise<void>): Promise<'whole' | 'broken'>;
}

/**
 * Takes a file in: receives it, reads it, keeps it. Null when it broke off; then what arrived waits to be
 * gone on with. A file that is refused leaves nothing behind.
 */
export async function receiveAudio(services: ByteServices, arrival: Arrival): Promise<AudioFile | null> {
  const { uploads, limits } = services.ingest;
  const { offset, totalBytes } = arrival;
  if ((totalBytes ?? 0) > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const roomBytes = await requireFirstRoom(services, arrival);
  const upload = await uploads.begin(arrival, offset, totalBytes ?? 0);
  try {
    const receipt = await arrival.receive(async (bytes) => {
      const sizeBytes = upload.size + bytes.length;
      if (sizeBytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
      if (sizeBytes > roomBytes)
        throw quotaExceeded(services.config.quotaBytes - roomBytes, services.config.quotaBytes);
      await upload.append(bytes);
    });
    if (receipt === 'broken') {
      await upload.keep();
      return null;
    }
    await upload.finish();
    const { userId, digest } = arrival;
    const { file, chunks } = await takeIn(services, { userId, digest, file: upload.path, sizeBytes: upload.size });
    if (!file.isMeasured) await services.ingest.recent.adopt(upload.path, chunks);
    await upload.discard();
    return file;
  } catch (err) {
    if (toBeatflowError(err).reason === 'storage-full') await services.ingest.recent.clear();
    // Whoever sent this may come back when the server is itself again, and need not send it again.
    if (['server-busy', 'storage-unavailable'].includes(toBeatflowError(err).reason)) await upload.keep();
    else await upload.discard();
    throw err;
  }
}

/** How large a file may be for what is left of the quota; makes room by forgetting broken uploads. */
export async function requireFirstRoom(
  { ingest, config }: ByteServices,
  arrival: UploadKey & { totalBytes: number | null },
): Promise<number> {
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

export function tooLarge(maxBytes: number): BeatflowError {
  return new BeatflowError('audio-too-large', { maxBytes }, `This file is larger than the ${maxBytes} bytes accepted.`);
}
