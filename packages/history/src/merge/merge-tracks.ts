import { isEqualValue } from '../snapshot/is-equal-value.ts';
import { type TrackField, type TrackState, trackFields } from '../snapshot/snapshot.ts';
import type { BaseTrack } from './merge-base-snapshot.ts';
import { mergeValue, undecided } from './merge-value.ts';
import type { Resolutions } from './resolutions.ts';

/** What two sides made of one track. */
export interface TrackSides {
  base: BaseTrack | null;
  ours: TrackState | null;
  theirs: TrackState | null;
}

/** What a track becomes: nothing, itself, or itself and a copy of theirs beside it. */
export interface MergedTrack {
  track: TrackState | null;
  beside: TrackState | null;
}

/** Answers the audio that holds the edits of both sides, where a splice of them exists. */
export type FindSplice = (trackId: string) => string | undefined;

const gone: MergedTrack = { track: null, beside: null };
const alone = (track: TrackState | null): MergedTrack => ({ track, beside: null });

/** Merges one track; at least one side is there. An open conflict leaves ours (or what is left) in its place. */
export function mergeTrack(sides: TrackSides, resolutions: Resolutions, findSplice: FindSplice): MergedTrack {
  const { base, ours, theirs } = sides;
  if (ours && theirs) return mergePresent(base, ours, theirs, resolutions, findSplice);
  const left = ours ?? theirs;
  if (!left || !base) return alone(left);
  if (trackFields.every((field) => isEqualValue(base[field], left[field]))) return gone;

  const known = toTrackState(base);
  const choice = resolutions.choose({ trackId: base.trackId, field: 'track', base: known, ours, theirs });
  if (choice === undefined || choice === 'both') return alone(left);
  return alone(choice === 'ours' ? ours : theirs);
}

function mergePresent(
  base: BaseTrack | null,
  ours: TrackState,
  theirs: TrackState,
  resolutions: Resolutions,
  findSplice: FindSplice,
): MergedTrack {
  const { trackId } = ours;
  const merged: Record<string, unknown> = { trackId };
  let beside: TrackState | null = null;

  for (const field of trackFields) {
    const value = mergeValue(base ? base[field] : undecided, ours[field], theirs[field]);
    if (value.isResolved) {
      merged[field] = value.value;
      continue;
    }
    const splice = field === 'audioDigest' ? findSplice(trackId) : undefined;
    if (splice !== undefined) {
      merged[field] = splice;
      continue;
    }
    const sides = { base: toKnown(value.base), ours: value.ours, theirs: value.theirs };
    const choice = resolutions.choose({ trackId, field, ...sides });
    merged[field] = chooseValue(choice, field, ours, theirs);
    if (choice === 'both') beside = theirs;
  }
  return { track: merged as unknown as TrackState, beside };
}

function chooseValue(
  choice: ReturnType<Resolutions['choose']>,
  field: TrackField,
  ours: TrackState,
  theirs: TrackState,
) {
  if (typeof choice === 'object') return choice.audioDigest;
  return choice === 'theirs' ? theirs[field] : ours[field];
}

const toKnown = (value: unknown) => (value === undecided ? null : value);

function toTrackState(base: BaseTrack): unknown {
  return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, toKnown(value)]));
}
