import { commitFields, type Snapshot, type TrackState } from '../snapshot/snapshot.ts';
import { placeLike } from '../snapshot/track-order.ts';
import type { Conflict, Resolution } from './conflict.ts';
import { deriveTrackId } from './derive-track-id.ts';
import type { BaseSnapshot } from './merge-base-snapshot.ts';
import { mergeOrder } from './merge-order.ts';
import { type FindSplice, mergeTrack } from './merge-tracks.ts';
import { mergeValue, undecided } from './merge-value.ts';
import { Resolutions } from './resolutions.ts';
import { addEnding, findFreeName, foldName, makeNamesUnique } from './unique-names.ts';

export interface MergeOptions {
  resolutions?: readonly Resolution[];
  /** Audio that holds the edits of both sides, by track, computed beforehand for the tracks that both sides edited. */
  findSplice?: FindSplice;
  /** What the sides are called, for the names of tracks that are kept beside others. */
  labels?: { ours: string; theirs: string };
}

export interface MergeResult {
  /** What the merge gives; where a conflict is open it holds ours, or the side that is left. */
  snapshot: Snapshot;
  /** The conflicts that no resolution answered, those of the commit first, then by track in the result's order. */
  conflicts: Conflict[];
}

/**
 * Merges two snapshots with their common base, per track and per field. Pure: the result depends on nothing but its
 * arguments, and swapping the sides swaps the answers.
 */
export function mergeSnapshots(
  base: BaseSnapshot,
  ours: Snapshot,
  theirs: Snapshot,
  {
    resolutions: given = [],
    findSplice = () => undefined,
    labels = { ours: 'ours', theirs: 'theirs' },
  }: MergeOptions = {},
): MergeResult {
  const resolutions = new Resolutions(given);
  const fields = mergeCommitFields(base, ours, theirs, resolutions);
  const sides = { base: byId(base.tracks), ours: byId(ours.tracks), theirs: byId(theirs.tracks) };

  const merged = new Map<string, TrackState>();
  const beside: { neighbour: string; track: TrackState }[] = [];
  for (const trackId of new Set([...sides.ours.keys(), ...sides.theirs.keys()])) {
    const pick = <Track>(side: Map<string, Track>) => side.get(trackId) ?? null;
    const track = { base: pick(sides.base), ours: pick(sides.ours), theirs: pick(sides.theirs) };
    const result = mergeTrack(track, resolutions, findSplice);
    if (result.track) merged.set(trackId, result.track);
    if (result.beside) beside.push({ neighbour: trackId, track: result.beside });
  }

  const order = { base: idsOf(base.tracks), ours: idsOf(ours.tracks), theirs: idsOf(theirs.tracks) };
  const keptOrder = (ids: readonly string[]) => ids.filter((trackId) => merged.has(trackId));
  let trackIds = mergeOrder(
    { base: keptOrder(order.base), ours: keptOrder(order.ours), theirs: keptOrder(order.theirs) },
    resolutions,
  );
  const isFromTheirs = (trackId: string) => !sides.ours.has(trackId);
  const unique = makeNamesUnique(
    trackIds.map((trackId) => merged.get(trackId) as TrackState),
    (trackId) => (isFromTheirs(trackId) ? labels.theirs : labels.ours),
  );
  for (const track of unique.tracks) merged.set(track.trackId, track);
  for (const copy of beside) {
    const track = placeBeside(copy.track, labels.theirs, merged);
    if (!track) continue;
    merged.set(track.trackId, track);
    trackIds = placeLike(trackIds, track.trackId, [copy.neighbour, track.trackId]);
  }
  const snapshot = { ...fields, tracks: trackIds.map((trackId) => merged.get(trackId) as TrackState) };
  return { snapshot, conflicts: sortConflicts(resolutions.conflicts, trackIds) };
}

function mergeCommitFields(base: BaseSnapshot, ours: Snapshot, theirs: Snapshot, resolutions: Resolutions) {
  const values = commitFields.map((field) => {
    const value = mergeValue<unknown>(base[field], ours[field], theirs[field]);
    if (value.isResolved) return [field, value.value];
    const known = value.base === undecided ? null : value.base;
    const choice = resolutions.choose({ trackId: null, field, base: known, ours: value.ours, theirs: value.theirs });
    return [field, choice === 'theirs' ? theirs[field] : ours[field]];
  });
  return Object.fromEntries(values) as Omit<Snapshot, 'tracks'>;
}

/**
 * Theirs as a track of its own, named so that it says where it comes from; null where an earlier merge has set this
 * recording there already. What became of an earlier one since is somebody's work, and stays beside it.
 */
function placeBeside(theirs: TrackState, label: string, merged: ReadonlyMap<string, TrackState>): TrackState | null {
  for (let count = 0; ; count++) {
    const trackId = deriveTrackId(theirs.trackId, theirs.audioDigest, count);
    const there = merged.get(trackId);
    if (there?.audioDigest === theirs.audioDigest) return null;
    if (there) continue;
    const taken = new Set([...merged.values()].map(({ name }) => foldName(name)));
    return { ...theirs, trackId, name: findFreeName(addEnding(theirs.name, label), '2', taken) };
  }
}

function sortConflicts(conflicts: readonly Conflict[], trackIds: readonly string[]): Conflict[] {
  const rank = ({ trackId }: Conflict) => (trackId === null ? -1 : trackIds.indexOf(trackId));
  return [...conflicts].sort((left, right) => rank(left) - rank(right));
}

const byId = <Track extends { trackId: string }>(tracks: readonly Track[]) =>
  new Map(tracks.map((track) => [track.trackId, track]));

const idsOf = (tracks: readonly { trackId: string }[]) => tracks.map(({ trackId }) => trackId);
