import type { Snapshot, TrackState } from '@beatflow/history';
import { BeatflowError } from '@beatflow/shared';
import type { CommitChange } from './read-change.ts';
import type { Version } from './read-version.ts';

type Side = Pick<Version, 'stems' | 'snapshot'>;

/** The step from one snapshot to another, which is to be made on a branch too. */
export interface ChangeStep {
  before: Side;
  after: Side;
}

/** Back from what a commit holds to what there was before it. */
export function toUndo({ before, after }: Pick<CommitChange, 'before' | 'after'>): ChangeStep {
  return { before: after, after: before };
}

/** What a commit did again: all of it, or only what it did to some tracks. */
export function toPick({ before, after }: Pick<CommitChange, 'before' | 'after'>, trackIds?: string[]): ChangeStep {
  return { before, after: trackIds ? pickTracks(before, after, new Set(trackIds)) : after };
}

/** What the commit would hold had it changed these tracks alone. */
function pickTracks(before: Side, after: Side, trackIds: ReadonlySet<string>): Side {
  const known = new Set([...before.snapshot.tracks, ...after.snapshot.tracks].map(({ trackId }) => trackId));
  const unknown = [...trackIds].filter((trackId) => !known.has(trackId));
  if (unknown.length > 0) {
    throw new BeatflowError('track-unknown', { trackIds: unknown }, 'This version does not have the track.');
  }
  const pick = <Track extends Pick<TrackState, 'trackId'>>(earlier: readonly Track[], later: readonly Track[]) => {
    const earlierOf = new Map(earlier.map((track) => [track.trackId, track]));
    const kept = later.flatMap((track) => (trackIds.has(track.trackId) ? track : (earlierOf.get(track.trackId) ?? [])));
    const there = new Set(later.map(({ trackId }) => trackId));
    return [...kept, ...earlier.filter(({ trackId }) => !there.has(trackId) && !trackIds.has(trackId))];
  };
  const snapshot: Snapshot = { ...before.snapshot, tracks: pick(before.snapshot.tracks, after.snapshot.tracks) };
  return { snapshot, stems: pick(before.stems, after.stems) };
}
