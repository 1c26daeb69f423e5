import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomSnapshot } from '../testing/random-snapshot.ts';
import { compareSnapshots } from './compare-snapshots.ts';

describe('comparing two snapshots', () => {
  it('finds nothing between a snapshot and itself', () => {
    fc.assert(
      fc.property(randomSnapshot, (snapshot) => {
        const { fields, tracks } = compareSnapshots(snapshot, snapshot);
        expect(fields).toEqual([]);
        expect(tracks.every(({ change }) => change === 'unchanged')).toBe(true);
      }),
    );
  });

  it('finds what was added one way removed the other way', () => {
    fc.assert(
      fc.property(randomSnapshot, randomSnapshot, (before, after) => {
        const of = (change: string, list: ReturnType<typeof compareSnapshots>) =>
          list.tracks
            .filter((track) => track.change === change)
            .map(({ trackId }) => trackId)
            .sort();
        const there = compareSnapshots(before, after);
        const back = compareSnapshots(after, before);
        expect(of('added', there)).toEqual(of('removed', back));
        expect(of('unchanged', there).length + of('changed', there).length).toBe(
          before.tracks.filter(({ trackId }) => after.tracks.some((track) => track.trackId === trackId)).length,
        );
      }),
    );
  });

  it('tells one moved track, not everything that it passed', () => {
    const track = (name: string) => ({
      trackId: name,
      name,
      stemType: 'other' as const,
      audioDigest: 'a'.repeat(64),
      gainDb: 0,
      pan: 0,
      muted: false,
      generationParams: null,
    });
    const song = (...names: string[]) => ({
      bpm: null,
      keySignature: null,
      generationParams: null,
      tracks: names.map(track),
    });
    const { tracks } = compareSnapshots(song('a', 'b', 'c', 'd'), song('d', 'a', 'b', 'c'));
    expect(tracks.filter(({ change }) => change === 'changed')).toMatchObject([
      { trackId: 'd', fields: [{ field: 'position', before: 3, after: 0 }] },
    ]);
  });
});
