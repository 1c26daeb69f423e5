import { isEqualValue } from './is-equal-value.ts';
import { commitFields, type Snapshot, trackFields } from './snapshot.ts';

/** Tells whether two versions hold exactly the same: fields, tracks and their order. */
export function isEqualSnapshot(left: Snapshot, right: Snapshot): boolean {
  return (
    commitFields.every((field) => isEqualValue(left[field], right[field])) &&
    left.tracks.length === right.tracks.length &&
    left.tracks.every((track, index) => {
      const other = right.tracks[index];
      return track.trackId === other?.trackId && trackFields.every((field) => isEqualValue(track[field], other[field]));
    })
  );
}
