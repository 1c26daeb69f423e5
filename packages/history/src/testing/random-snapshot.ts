import { stemTypes } from '@beatflow/shared';
import fc from 'fast-check';
import type { Snapshot, TrackState } from '../snapshot/snapshot.ts';

const trackIds = Array.from({ length: 7 }, (_, index) => `0000000${index}-0000-4000-8000-00000000000${index}`);

const track = (trackId: string): fc.Arbitrary<TrackState> =>
  fc.record({
    trackId: fc.constant(trackId),
    name: fc.constantFrom(`Track ${trackId.slice(7, 8)}`, `Renamed ${trackId.slice(7, 8)}`, 'Shared name'),
    stemType: fc.constantFrom(...stemTypes),
    audioDigest: fc.constantFrom('a', 'b', 'c').map((digit) => digit.repeat(64)),
    gainDb: fc.constantFrom(0, -2, 1.5),
    pan: fc.constantFrom(0, -0.5),
    muted: fc.boolean(),
    generationParams: fc.constantFrom(null, { seed: 1 }, { seed: 2 }),
  });

/** Snapshots of one small song: few values, so that the sides often agree, clash and move the same tracks. */
export const randomSnapshot: fc.Arbitrary<Snapshot> = fc.record({
  bpm: fc.constantFrom(null, 120, 127.5),
  keySignature: fc.constantFrom(null, 'C', 'F#m'),
  generationParams: fc.constantFrom(null, { model: 'x' }),
  tracks: fc
    .shuffledSubarray(trackIds)
    .chain((ids) => fc.tuple(...ids.map(track)))
    .map(nameApart),
});

/** No commit has two stems of one name, so no snapshot has. */
function nameApart(tracks: TrackState[]): TrackState[] {
  const taken = new Set<string>();
  return tracks.map((one) => {
    const name = taken.has(one.name) ? `${one.name} ${one.trackId.slice(7, 8)}` : one.name;
    taken.add(name);
    return { ...one, name };
  });
}
