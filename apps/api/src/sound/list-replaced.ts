import type { AudioFileModel } from '@beatflow/db';
import type { Pair } from './comparison.ts';

/** A stem as far as its sound goes. */
interface SoundStem {
  trackId: string;
  audioDigest: string;
  audioFile?: AudioFileModel;
}

/** The files of each track whose audio is not the same in two versions. */
export function listReplaced(before: readonly SoundStem[], after: readonly SoundStem[]): Map<string, Pair> {
  const earlier = new Map(before.map((stem) => [stem.trackId, stem]));
  const replaced = new Map<string, Pair>();
  for (const { trackId, audioDigest, audioFile } of after) {
    const was = earlier.get(trackId);
    if (!was?.audioFile || !audioFile || was.audioDigest === audioDigest) continue;
    replaced.set(trackId, { before: was.audioFile, after: audioFile });
  }
  return replaced;
}
