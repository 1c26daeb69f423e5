import { isEqualValue } from '../snapshot/is-equal-value.ts';
import {
  type CommitField,
  commitFields,
  type Snapshot,
  type TrackField,
  type TrackState,
  trackFields,
} from '../snapshot/snapshot.ts';
import { findMoved } from '../snapshot/track-order.ts';

/** One field that differs; for `position` the values are places counted from 0. */
export interface FieldChange<Field extends string = string> {
  field: Field;
  before: unknown;
  after: unknown;
}

export interface TrackChange {
  trackId: string;
  /** The name after the change; of a removed track the one that it had. */
  name: string;
  change: 'added' | 'removed' | 'changed' | 'unchanged';
  fields: FieldChange<TrackField | 'position'>[];
  before: TrackState | null;
  after: TrackState | null;
}

export interface SnapshotChanges {
  fields: FieldChange<CommitField>[];
  /** The tracks of the later snapshot in its order, then the removed ones in the earlier one's. */
  tracks: TrackChange[];
}

/** Compares two snapshots field by field; tracks are the same by their ids, whatever they are called. */
export function compareSnapshots(before: Snapshot, after: Snapshot): SnapshotChanges {
  const places = (snapshot: Snapshot) => snapshot.tracks.map(({ trackId }) => trackId);
  const moved = findMoved(places(before), places(after));
  const earlier = new Map(before.tracks.map((track) => [track.trackId, track]));
  const kept = new Set(places(after));

  const tracks = after.tracks.map((track, position): TrackChange => {
    const was = earlier.get(track.trackId);
    const identity = { trackId: track.trackId, name: track.name, after: track };
    if (!was) return { ...identity, change: 'added', fields: [], before: null };
    const fields: TrackChange['fields'] = listFieldChanges(trackFields, was, track);
    if (moved.has(track.trackId)) {
      fields.push({ field: 'position', before: before.tracks.indexOf(was), after: position });
    }
    return { ...identity, change: fields.length > 0 ? 'changed' : 'unchanged', fields, before: was };
  });
  const removed = before.tracks
    .filter(({ trackId }) => !kept.has(trackId))
    .map((was): TrackChange => {
      return { trackId: was.trackId, name: was.name, change: 'removed', fields: [], before: was, after: null };
    });
  return { fields: listFieldChanges(commitFields, before, after), tracks: [...tracks, ...removed] };
}

function listFieldChanges<Field extends string>(
  fields: readonly Field[],
  before: Record<Field, unknown>,
  after: Record<Field, unknown>,
): FieldChange<Field>[] {
  return fields
    .filter((field) => !isEqualValue(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}
