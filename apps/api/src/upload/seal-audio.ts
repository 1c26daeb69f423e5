import { type AudioFile, BeatflowError, type ChunkName } from '@beatflow/shared';
import type { ByteServices } from '../ingest/byte-services.ts';
import { receiveAudio } from '../ingest/receive-audio.ts';
import { type ChunkFor, findChunksFor } from './find-chunks-for.ts';
import { forgetStaged } from './forget-bundle.ts';

/** How many chunks are read at a time. */
const chunksAtOnce = 16;

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
    async receive(write) {
      for (let at = 0; at < digests.length; at += chunksAtOnce) {
        for (const bytes of await readChunks(services, digests.slice(at, at + chunksAtOnce), found)) await write(bytes);
      }
      return 'whole';
    },
  });
  await forgetStaged(services, userId, digests);
  return file!;
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
