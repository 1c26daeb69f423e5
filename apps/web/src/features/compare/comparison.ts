import type { CommitResponse, StemResponse } from '@beatflow/shared';
import { createHttpPcmSource } from '../../player/http-pcm-source.ts';
import type { PlayableStem, PlayableVersion } from '../../player/pcm-source.ts';

/** What is heard of two versions. */
export type Mix = 'before' | 'after' | 'difference';

/** A track on either side; null where it is not there. */
export interface TrackPair {
  readonly trackId: string;
  readonly name: string;
  readonly before: StemResponse | null;
  readonly after: StemResponse | null;
  /** Whether anything but its place differs. */
  readonly isChanged: boolean;
  /** Whether both sides sound the same in the mix, so that one source is enough. */
  readonly isSameSound: boolean;
}

export interface Comparison {
  /** Changed tracks first, each group in the order of the later version, removed tracks at its end. */
  readonly pairs: readonly TrackPair[];
  /** Both versions as sources that play together; the first stem of each pair comes first. */
  readonly version: PlayableVersion;
}

/** Puts two versions side by side, so that one player plays both at once and only their levels change. */
export function toComparison(before: CommitResponse, after: CommitResponse): Comparison {
  const earlier = new Map(before.stems.map((stem) => [stem.trackId, stem]));
  const there = new Set(after.stems.map(({ trackId }) => trackId));
  const all = [
    ...after.stems.map((stem) => toPair(earlier.get(stem.trackId) ?? null, stem)),
    ...before.stems.filter(({ trackId }) => !there.has(trackId)).map((stem) => toPair(stem, null)),
  ];
  const pairs = [...all.filter(({ isChanged }) => isChanged), ...all.filter(({ isChanged }) => !isChanged)];
  return {
    pairs,
    version: {
      id: `${before.id}…${after.id}`,
      group: after.repositoryId,
      stems: [...pairs.map(toFirstStem), ...pairs.flatMap(toSecondStem)],
    },
  };
}

function toPair(before: StemResponse | null, after: StemResponse | null): TrackPair {
  const { trackId, name } = (after ?? before)!;
  const isSame = (fields: readonly (keyof StemResponse)[]) =>
    before !== null &&
    after !== null &&
    fields.every((field) => JSON.stringify(before[field]) === JSON.stringify(after[field]));
  return {
    trackId,
    name,
    before,
    after,
    isChanged: !isSame(['audioDigest', 'name', 'stemType', 'gainDb', 'pan', 'muted', 'generationParams']),
    isSameSound: isSame(['audioDigest', 'gainDb', 'pan', 'muted']),
  };
}

function toFirstStem({ before, after, isSameSound }: TrackPair): PlayableStem {
  if (isSameSound) return toStem('both', after!);
  return after === null ? toStem('before', before!) : toStem('after', after);
}

function toSecondStem({ before, after, isSameSound }: TrackPair): PlayableStem[] {
  return isSameSound || before === null || after === null ? [] : [toStem('before', before)];
}

function toStem(side: string, { id, trackId, name, gainDb, pan, muted, audio }: StemResponse): PlayableStem {
  return { id: `${side}/${id}`, trackId, name, gainDb, pan, muted, source: createHttpPcmSource(id, audio) };
}

/**
 * How much of each source is heard. The difference is what the later version has more or less than the earlier one,
 * at their own levels: what did not change cancels exactly.
 */
export function toBlend(
  { version }: Comparison,
  mix: Mix,
  gains: { before: number; after: number } = { before: 1, after: 1 },
): Map<string, number> {
  const factors =
    mix === 'difference'
      ? { both: 0, before: -1, after: 1 }
      : { both: gains[mix], before: 0, after: 0, [mix]: gains[mix] };
  return new Map(version.stems.map(({ id }) => [id, factors[id.split('/')[0] as 'both' | 'before' | 'after']]));
}
