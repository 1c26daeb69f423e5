import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySnapshot, type Snapshot, type TrackState } from '../snapshot/snapshot.ts';
import { randomSnapshot } from '../testing/random-snapshot.ts';
import { mergeSnapshots } from './merge-snapshots.ts';

const bass: TrackState = {
  trackId: '00000001-0000-4000-8000-000000000000',
  name: 'Bass',
  stemType: 'bass',
  audioDigest: 'a'.repeat(64),
  gainDb: 0,
  pan: 0,
  muted: false,
  generationParams: null,
};
const drums: TrackState = {
  ...bass,
  trackId: '00000002-0000-4000-8000-000000000000',
  name: 'Drums',
  stemType: 'drums',
};
const keys: TrackState = { ...bass, trackId: '00000003-0000-4000-8000-000000000000', name: 'Keys', stemType: 'melody' };
const song = (...tracks: TrackState[]): Snapshot => ({ ...emptySnapshot, bpm: 120, tracks });
const names = ({ tracks }: Snapshot) => tracks.map(({ name }) => name);
const newAudio = (digit: string) => ({ audioDigest: digit.repeat(64) });

describe('a merge', () => {
  it('takes the change of the one side that made it, field by field', () => {
    const ours = song({ ...bass, gainDb: -2 }, drums);
    const theirs = { ...song({ ...bass, ...newAudio('b'), name: 'Sub' }, drums), bpm: 127.5 };
    const { snapshot, conflicts } = mergeSnapshots(song(bass, drums), ours, theirs);
    expect(conflicts).toEqual([]);
    expect(snapshot).toEqual({ ...song({ ...bass, gainDb: -2, ...newAudio('b'), name: 'Sub' }, drums), bpm: 127.5 });
  });

  it('names the conflict of two tempos, and takes the one that was chosen', () => {
    const sides = [song(bass), { ...song(bass), bpm: 122 }, { ...song(bass), bpm: 127.5 }] as const;
    const conflict = { trackId: null, field: 'bpm', base: 120, ours: 122, theirs: 127.5 };
    expect(mergeSnapshots(...sides).conflicts).toEqual([conflict]);
    const resolutions = [{ trackId: null, field: 'bpm', choice: 'theirs' as const }];
    expect(mergeSnapshots(...sides, { resolutions })).toMatchObject({ snapshot: { bpm: 127.5 }, conflicts: [] });
  });

  describe('of a track that one side removed and the other changed', () => {
    const sides = [song(bass, drums), song(drums), song({ ...bass, gainDb: 3 }, drums)] as const;

    it('is a conflict', () => {
      expect(mergeSnapshots(...sides).conflicts).toEqual([
        { trackId: bass.trackId, field: 'track', base: bass, ours: null, theirs: { ...bass, gainDb: 3 } },
      ]);
    });

    it('removes it or keeps it, as is chosen', () => {
      const choose = (choice: 'ours' | 'theirs') =>
        mergeSnapshots(...sides, { resolutions: [{ trackId: bass.trackId, field: 'track', choice }] }).snapshot;
      expect(names(choose('ours'))).toEqual(['Drums']);
      expect(names(choose('theirs'))).toEqual(['Bass', 'Drums']);
    });
  });

  describe('of two recordings of one track', () => {
    const sides = [
      song(bass, drums),
      song({ ...bass, ...newAudio('b') }, drums),
      song({ ...bass, ...newAudio('c') }, drums),
    ] as const;
    const resolve = (choice: 'both' | { audioDigest: string }) =>
      mergeSnapshots(...sides, {
        resolutions: [{ trackId: bass.trackId, field: 'audioDigest', choice }],
        labels: { ours: 'main', theirs: 'new-bass' },
      });

    it('keeps both as two tracks side by side, when that is chosen', () => {
      const { snapshot, conflicts } = resolve('both');
      expect(conflicts).toEqual([]);
      expect(names(snapshot)).toEqual(['Bass', 'Bass (new-bass)', 'Drums']);
      expect(snapshot.tracks.map(({ audioDigest }) => audioDigest[0])).toEqual(['b', 'c', 'a']);
      expect(resolve('both').snapshot).toEqual(snapshot);
    });

    describe('that were both kept before', () => {
      const [base, ours, theirs] = sides;
      const kept = resolve('both').snapshot.tracks[1] as TrackState;
      const again = (...tracks: TrackState[]) =>
        mergeSnapshots(base, song(...ours.tracks, ...tracks), theirs, {
          resolutions: [{ trackId: bass.trackId, field: 'audioDigest', choice: 'both' }],
          labels: { ours: 'main', theirs: 'new-bass' },
        }).snapshot.tracks;

      it('are not kept a third time', () => {
        expect(again(kept)).toEqual([...ours.tracks, kept]);
      });

      it('leave alone what was made of theirs since', () => {
        const edited = { ...kept, ...newAudio('f') };
        const tracks = again(edited);
        expect(tracks).toContainEqual(edited);
        expect(tracks.map(({ name }) => name)).toEqual(['Bass', 'Bass (new-bass) (2)', 'Drums', 'Bass (new-bass)']);
        expect(tracks[1]?.audioDigest[0]).toBe('c');
        expect(again(edited, { ...tracks[1]!, ...newAudio('e') })).toHaveLength(5);
      });
    });

    it('takes a new file, when one is given', () => {
      expect(resolve(newAudio('d')).snapshot.tracks[0]?.audioDigest).toBe('d'.repeat(64));
    });

    it('takes a splice, when there is one', () => {
      const { snapshot, conflicts } = mergeSnapshots(...sides, { findSplice: () => 'e'.repeat(64) });
      expect(conflicts).toEqual([]);
      expect(snapshot.tracks[0]?.audioDigest).toBe('e'.repeat(64));
    });
  });

  it('cannot keep both of two names', () => {
    const sides = [song(bass), song({ ...bass, name: 'Sub' }), song({ ...bass, name: 'Low' })] as const;
    const resolutions = [{ trackId: bass.trackId, field: 'name', choice: 'both' as const }];
    expect(() => mergeSnapshots(...sides, { resolutions })).toThrow(/for audio/);
  });

  it('keeps both of two new tracks with one name, and renames one', () => {
    const ours = song(drums, { ...bass, name: 'Vox' });
    const theirs = song(drums, { ...keys, name: 'vox' });
    const labels = { ours: 'main', theirs: 'choir' };
    expect(names(mergeSnapshots(song(drums), ours, theirs, { labels }).snapshot)).toEqual([
      'Drums',
      'Vox',
      'vox (choir)',
    ]);
  });

  it('keeps names within what a name may be, and letters whole', () => {
    const long = { ...bass, name: '🥁'.repeat(127) };
    const sides = [song(long), song({ ...long, ...newAudio('b') }), song({ ...long, ...newAudio('c') })] as const;
    const resolutions = [{ trackId: bass.trackId, field: 'audioDigest', choice: 'both' as const }];
    const labels = { ours: 'main', theirs: '🎸'.repeat(127) };
    for (const name of names(mergeSnapshots(...sides, { resolutions, labels }).snapshot)) {
      expect(name.length).toBeLessThanOrEqual(255);
      expect(() => encodeURIComponent(name)).not.toThrow();
    }
  });

  it('takes the order of the side that moved tracks', () => {
    expect(
      names(mergeSnapshots(song(bass, drums, keys), song(bass, drums, keys), song(keys, bass, drums)).snapshot),
    ).toEqual(['Keys', 'Bass', 'Drums']);
  });

  it('says so when both sides moved the same tracks differently', () => {
    const { conflicts } = mergeSnapshots(song(bass, drums, keys), song(keys, bass, drums), song(drums, keys, bass));
    expect(conflicts.every(({ field }) => field === 'position')).toBe(true);
    expect(conflicts.length).toBeGreaterThan(0);
  });
});

describe('for any snapshots', () => {
  const sides = [randomSnapshot, randomSnapshot, randomSnapshot] as const;

  it('merging with oneself changes nothing', () => {
    fc.assert(
      fc.property(randomSnapshot, randomSnapshot, (base, ours) => {
        expect(mergeSnapshots(base, ours, ours)).toEqual({ snapshot: ours, conflicts: [] });
      }),
    );
  });

  it('merging with an ancestor changes nothing', () => {
    fc.assert(
      fc.property(randomSnapshot, randomSnapshot, (base, ours) => {
        expect(mergeSnapshots(base, ours, base)).toEqual({ snapshot: ours, conflicts: [] });
        expect(mergeSnapshots(base, base, ours)).toEqual({ snapshot: ours, conflicts: [] });
      }),
    );
  });

  it('swapping the sides mirrors the answer', () => {
    fc.assert(
      fc.property(...sides, (base, ours, theirs) => {
        const there = mergeSnapshots(base, ours, theirs);
        const back = mergeSnapshots(base, theirs, ours);
        const mirrored = back.conflicts.map((conflict) => ({
          ...conflict,
          ours: conflict.theirs,
          theirs: conflict.ours,
        }));
        const sort = (conflicts: typeof mirrored) =>
          conflicts.map((conflict) => JSON.stringify(conflict, Object.keys(conflict).sort())).sort();
        expect(sort(there.conflicts)).toEqual(sort(mirrored));
        if (there.conflicts.length === 0) {
          const anonymous = ({ tracks, ...rest }: Snapshot) => ({
            ...rest,
            tracks: tracks.map((track) => ({ ...track, name: track.name.replace(/ \((ours|theirs)\)$/, ' (side)') })),
          });
          expect(anonymous(there.snapshot)).toEqual(anonymous(back.snapshot));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('merging twice adds nothing', () => {
    fc.assert(
      fc.property(...sides, (base, ours, theirs) => {
        const { snapshot } = mergeSnapshots(base, ours, theirs);
        expect(mergeSnapshots(theirs, snapshot, theirs)).toEqual({ snapshot, conflicts: [] });
      }),
    );
  });

  it('no track that all three have is lost, and no name is taken twice', () => {
    fc.assert(
      fc.property(...sides, (base, ours, theirs) => {
        const { snapshot } = mergeSnapshots(base, ours, theirs);
        const ids = new Set(snapshot.tracks.map(({ trackId }) => trackId));
        expect(ids.size).toBe(snapshot.tracks.length);
        expect(new Set(snapshot.tracks.map(({ name }) => name.toLowerCase())).size).toBe(snapshot.tracks.length);
        const has = (side: Snapshot, id: string) => side.tracks.some(({ trackId }) => trackId === id);
        for (const { trackId } of base.tracks) {
          if (has(ours, trackId) && has(theirs, trackId)) expect(ids.has(trackId)).toBe(true);
        }
        for (const { trackId } of [...ours.tracks, ...theirs.tracks]) {
          if (!has(base, trackId)) expect(ids.has(trackId)).toBe(true);
        }
      }),
    );
  });

  it('a choice for every conflict leaves none', () => {
    fc.assert(
      fc.property(...sides, fc.constantFrom('ours' as const, 'theirs' as const), (base, ours, theirs, choice) => {
        const { conflicts } = mergeSnapshots(base, ours, theirs);
        const resolutions = conflicts.map(({ trackId, field }) => ({ trackId, field, choice }));
        expect(mergeSnapshots(base, ours, theirs, { resolutions }).conflicts).toEqual([]);
      }),
    );
  });
});
