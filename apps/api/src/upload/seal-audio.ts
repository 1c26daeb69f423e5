import { minChunkBytes } from '@beatflow/audio/chunks';
import { type AudioFile, BeatflowError, type ChunkName } from '@beatflow/shared';
import type { ByteServices } from '../ingest/byte-services.ts';
import { requireFirstRoom, tooLarge } from '../ingest/receive-audio.ts';
import { takeIn } from '../ingest/take-in.ts';
import type { CutChunk } from '../pack/cut-file.ts';
import { forgetStaged } from './forget-bundles.ts';
import { type GatheredChunks, gatherChunks, type SentChunks } from './gather-chunks.ts';

/** Before the sound, at its end and behind it a chunk may be as small as it happens to be. */
const mostSmallChunks = 8;

/** A file that is to be put together. */
export interface SealedFile {
  userId: string;
  /** What it is announced to be. */
  digest: string;
  /** All of its chunks, in order. */
  chunks: readonly ChunkName[];
  /** Those that came with the request. */
  sent: SentChunks;
}

/**
 * Puts a file together from chunks that the user sends, has sent or may use, and takes it in as if it had come whole.
 * Refuses with `chunks-missing`, and says which.
 */
export async function sealAudio(services: ByteServices, sealed: SealedFile): Promise<AudioFile> {
  const { userId, digest, chunks, sent } = sealed;
  const { maxBytes } = services.ingest.limits;
  const totalBytes = chunks.reduce((sum, [, length]) => sum + length, 0);
  if (totalBytes > maxBytes) throw tooLarge(maxBytes);
  const room = requireFirstRoom(services, { userId, digest, totalBytes });
  room.catch(() => {
    // Heard of below: the chunks are looked for meanwhile.
  });
  const gathered = await gatherChunks(services, userId, chunks, sent).catch(async (err: unknown) => {
    // Who has no room need not hear what else is missing.
    await room;
    throw err;
  });
  let isKept = false;
  try {
    await room;
    const file = await takeInGathered(services, sealed, gathered, totalBytes);
    isKept = true;
    await gathered.keep();
    await forgetStaged(
      services,
      userId,
      chunks.map(([name]) => name),
    );
    return file;
  } catch (err) {
    if (isKept) throw err;
    const mayBeOurs = err instanceof BeatflowError && err.reason === 'digest-mismatch' && (await gathered.distrust());
    await gathered.discard();
    if (err instanceof BeatflowError && err.reason === 'storage-full') await services.ingest.recent.clear();
    // What lay on the disk for a while was not what it had been: it is read from where it is kept for good.
    if (mayBeOurs) return sealAudio(services, sealed);
    throw err;
  }
}

async function takeInGathered(
  services: ByteServices,
  { userId, digest, chunks }: SealedFile,
  { file, known }: GatheredChunks,
  sizeBytes: number,
): Promise<AudioFile> {
  const cut = isFairCut(chunks) ? place(chunks) : undefined;
  const taken = await takeIn(services, { userId, digest, file, sizeBytes, chunks: cut, known });
  return taken.file;
}

/** Where each chunk lies in the file. */
function place(chunks: readonly ChunkName[]): CutChunk[] {
  let startByte = 0;
  return chunks.map(([digest, size]) => {
    const chunk = { startByte, size, digest };
    startByte += size;
    return chunk;
  });
}

/** Whether this may be how we cut ourselves. Who sends crumbs has the file cut again: each chunk is a row for ever. */
function isFairCut(chunks: readonly ChunkName[]): boolean {
  const small = chunks.filter(([, length]) => length < minChunkBytes / 2).length;
  return small <= mostSmallChunks;
}
