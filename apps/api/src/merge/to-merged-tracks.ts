import type { StemModel } from '@beatflow/db';
import type { MergedTrackResponse } from '@beatflow/shared';
import type { MergePlan, MergeSides } from './plan-merge.ts';

/** The tracks of a merge's result, each with where its sound comes from and what to play of either side. */
export function toMergedTracks(plan: MergePlan, { base, ours, theirs }: MergeSides): MergedTrackResponse[] {
  return plan.snapshot.tracks.map(({ trackId, name, stemType, audioDigest, gainDb, pan, muted }) => {
    const ourStem = find(ours.stems, trackId);
    const theirStem = find(theirs.stems, trackId) ?? (ourStem ? undefined : findBeside(theirs.stems, audioDigest));
    const together = plan.together.get(trackId);
    const segments = together?.audioDigest === audioDigest ? together.splice?.segments : undefined;
    const baseDigest = base.tracks.find((track) => track.trackId === trackId)?.audioDigest;
    return {
      trackId,
      name,
      stemType,
      audioDigest,
      gainDb,
      pan,
      muted,
      from: segments ? 'spliced' : tellSource(audioDigest, baseDigest, ourStem?.audioDigest, theirStem?.audioDigest),
      oursStemId: ourStem?.id ?? null,
      theirsStemId: theirStem?.id ?? null,
      segments,
    };
  });
}

function tellSource(result: string, base: unknown, ours?: string, theirs?: string): MergedTrackResponse['from'] {
  if (result === ours && result === theirs) return result === base ? 'base' : 'both';
  if (result === ours) return 'ours';
  return result === theirs ? 'theirs' : 'new';
}

/** A track that neither side has is theirs, kept beside ours. */
function findBeside(stems: readonly StemModel[], audioDigest: string): StemModel | undefined {
  return stems.find((stem) => stem.audioDigest === audioDigest);
}

function find(stems: readonly StemModel[], trackId: string): StemModel | undefined {
  return stems.find((stem) => stem.trackId === trackId);
}
