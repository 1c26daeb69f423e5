import { rm } from 'node:fs/promises';
import { BeatflowError } from '@beatflow/shared';
import type { ByteServices } from '../ingest/byte-services.ts';
import { keepAudio } from '../ingest/keep-audio.ts';
import { spliceTo, type Triple } from '../sound/splice.ts';
import type { MergePlan } from './plan-merge.ts';

/**
 * Makes the files that a plan's result names, and keeps them as if they had been sent in, but nobody's yet: a version
 * that names them makes them its author's, and those that none comes to name are swept away. Answers their digests.
 */
export async function keepSplices(services: ByteServices, { snapshot, together }: MergePlan): Promise<string[]> {
  const digests: string[] = [];
  for (const { trackId, audioDigest } of snapshot.tracks) {
    const made = together.get(trackId);
    if (!made?.splice || made.audioDigest !== audioDigest) continue;
    await keepSplice(services, made.splice.triple, audioDigest);
    digests.push(audioDigest);
  }
  return digests;
}

async function keepSplice(services: ByteServices, triple: Triple, digest: string): Promise<void> {
  const { uploads, pool, limits } = services.ingest;
  const [path, peaksPath, playbackPath] = [uploads.workPath(), uploads.workPath(), uploads.workPath()];
  try {
    const result = await spliceTo(path, triple, services);
    if (!('digest' in result) || result.digest !== digest) throw new BeatflowError('internal');
    const job = { file: path, digest, limits, peaksPath, playbackPath };
    const sizeBytes = triple.ours.size + triple.theirs.size;
    const { file, hasPlayback } = await pool.run('analyze', job, { sizeBytes, outputs: [peaksPath, playbackPath] });
    const derived = { peaksPath, playbackPath: hasPlayback ? playbackPath : null };
    await keepAudio(services, null, { audio: file, file: path, derived });
  } finally {
    await Promise.all([path, peaksPath, playbackPath].map((each) => rm(each, { force: true })));
  }
}
