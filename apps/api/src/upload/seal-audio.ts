import { minChunkBytes } from '@beatflow/audio/chunks';
import { type AudioFile, BeatflowError, type ChunkName } from '@beatflow/shared';
import type { ByteServices } from '../ingest/byte-services.ts';
import { receiveAudio } from '../ingest/receive-audio.ts';
import type { CutChunk } from '../pack/cut-file.ts';
import { type ChunkFor, findChunksFor } from './find-chunks-for.ts';
import { forgetStaged } from './forget-bundle.ts';

/** How many chunks are read at a time. */
const chunksAtOnce = 16;
/** Before the sound, at its end and behind it a chunk may be as small as it happens to be. */
const mostSmallChunks = 8;

/**
 * Puts a file together from chunks that the user has sent or may use, and takes it in as if it had come whole: it is
 * read, measured and checked against its digest. Refuses with `chunks-missing`, and says which.
 */
export async function sealAudio(
  services: ByteServices,
  { userId, digest, chunks }: { userId: string; digest: string; chunks: readonly ChunkName[] },
): Promise<AudioFile> {
  const digests = chunks.map(([name]) => name);
  const found = await findChunksFor(services, userId, digests);
  requireAll(chunks, found);
  const file = await receiveAudio(services, {
    userId,
    digest,
    offset: 0,
    totalBytes: chunks.reduce((sum, [, length]) => sum + length, 0),
    ...(isFairCut(chunks) && { chunks: place(chunks) }),
    async receive(write) {
      const read = (at: number) => readChunks(services, digests.slice(at, at + chunksAtOnce), found);
      // While some are written the next are read.
      let next = read(0);
      for (let at = chunksAtOnce; at < digests.length + chunksAtOnce; at += chunksAtOnce) {
        const these = await next;
        next = read(at);
        next.catch(() => {
          // Also when nobody comes to wait for it.
        });
        for (const bytes of these) await write(bytes);
      }
      return 'whole';
    },
  });
  await forgetStaged(services, userId, digests);
  return file!;
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

function requireAll(chunks: readonly ChunkName[], found: ReadonlyMap<string, ChunkFor>): void {
  const missing = [...new Set(chunks.flatMap(([digest]) => (found.has(digest) ? [] : [digest])))];
  if (missing.length > 0) throw new BeatflowError('chunks-missing', { missing });
  for (const [digest, length] of chunks) {
    const chunk = found.get(digest)!;
    const { size } = 'staged' in chunk ? chunk.staged : chunk.place;
    if (size === length) continue;
    throw new BeatflowError('input-invalid', { field: 'chunks' }, `The chunk ${digest} is ${size} bytes long.`);
  }
}

async function readChunks(
  { home, chunks }: ByteServices,
  digests: readonly string[],
  found: ReadonlyMap<string, ChunkFor>,
): Promise<Uint8Array[]> {
  const places = digests.flatMap((digest) => {
    const chunk = found.get(digest)!;
    return 'place' in chunk ? [chunk.place] : [];
  });
  const kept = await chunks.read(places);
  const bytesOf = new Map(places.map(({ digest }, i) => [digest, kept[i]!]));
  for (const digest of digests) {
    const chunk = found.get(digest)!;
    if (!('staged' in chunk) || bytesOf.has(digest)) continue;
    const { bundleDigest, bundleOffset, size } = chunk.staged;
    const bundle = await home.open({ digest: bundleDigest, part: 'bundle' });
    // Swept at this very moment, after its time: the sender begins anew.
    if (!bundle) throw new BeatflowError('chunks-missing', { missing: [digest] });
    try {
      bytesOf.set(digest, await bundle.read(bundleOffset, size));
    } finally {
      await bundle.close();
    }
  }
  return digests.map((digest) => bytesOf.get(digest)!);
}
