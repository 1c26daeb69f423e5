import type { CommitResponse } from '@beatflow/shared';
import { expect, test } from 'vitest';
import { describeMix, describeOrigin, toMergeBlend, toMergeSong } from './merge-song.ts';
import {
  type Choices,
  type Conflict,
  keyOf,
  listOpen,
  type NewFile,
  type NewFiles,
  type Preview,
  toResolutions,
} from './merge-types.ts';

const audio = { sampleRate: 48_000, channels: 1, frames: 48_000 };

function side(name: string, trackIds: string[]): CommitResponse {
  const stems = trackIds.map((trackId) => {
    const gainDb = trackId === 'bass' ? -1 : 0;
    return { id: `${name}-${trackId}`, trackId, name: trackId, gainDb, pan: 0, muted: false, audio };
  });
  return { id: name, repositoryId: 'song', stems } as unknown as CommitResponse;
}

function track(trackId: string, from: Preview['tracks'][number]['from'], extra = {}): Preview['tracks'][number] {
  return {
    trackId,
    name: trackId,
    stemType: 'other',
    audioDigest: '',
    gainDb: 0,
    pan: 0,
    muted: false,
    from,
    oursStemId: `ours-${trackId}`,
    theirsStemId: `theirs-${trackId}`,
    ...extra,
  };
}

const bass: Conflict = { trackId: 'bass', field: 'audioDigest', base: 'b', ours: 'o', theirs: 't' };
const bassFader: Conflict = { trackId: 'bass', field: 'gainDb', base: 0, ours: -1, theirs: -6 };
const pad: Conflict = { trackId: 'pad', field: 'track', base: {}, ours: null, theirs: {} };
const preview: Preview = {
  mergeBaseId: null,
  oursId: 'o',
  theirsId: 't',
  kind: 'merge',
  bpm: null,
  keySignature: null,
  tracks: [
    track('drums', 'base'),
    track('bass', 'ours', { gainDb: -1 }),
    track('lead', 'theirs'),
    track('pad', 'theirs', { oursStemId: null }),
    track('vocals', 'spliced', {
      segments: [
        { from: 'ours', startFrame: 0, frames: 500 },
        { from: 'theirs', startFrame: 500, frames: 700 },
      ],
    }),
  ],
  conflicts: [bass, bassFader, pad],
};
const ours = side('ours', ['drums', 'bass', 'lead', 'vocals']);
const theirs = side('theirs', ['drums', 'bass', 'lead', 'pad', 'vocals']);
const choices = (...given: [Conflict, Parameters<Choices['has']>[0] | NewFile][]): Choices =>
  new Map(given.map(([conflict, choice]) => [keyOf(conflict), choice])) as unknown as Choices;
const heard = (given: Choices, files?: NewFiles) =>
  [...toMergeBlend(toMergeSong(preview, ours, theirs, given, files), given)]
    .filter(([, factor]) => factor > 0)
    .map(([id]) => id);

test('every track plays from the side that it comes from, an open question as ours', () => {
  expect(heard(choices())).toEqual(['ours/drums', 'ours/bass', 'theirs/lead', 'theirs/pad', 'spliced/vocals']);
});

test('an answer changes only what is heard, so that the song plays on', () => {
  const before = toMergeSong(preview, ours, theirs, choices());
  for (const choice of ['ours', 'theirs', 'both'] as const) {
    expect(toMergeSong(preview, ours, theirs, choices([bass, choice])).version.id).toBe(before.version.id);
  }
  expect(heard(choices([bass, 'theirs']))).toContain('theirs/bass');
  expect(heard(choices([bass, 'theirs']))).not.toContain('ours/bass');
  expect(heard(choices([bass, 'both']))).toEqual(expect.arrayContaining(['ours/bass', 'theirs/bass']));
  expect(heard(choices([pad, 'ours']))).not.toContain('theirs/pad');
  expect(heard(choices([pad, 'theirs']))).toContain('theirs/pad');
});

test('a new file is heard instead of either', () => {
  const source = { ...audio, readPiece: () => Promise.resolve([]) };
  const file = { audioDigest: 'ff', name: 'both.wav', source };
  const files = new Map([[keyOf(bass), file]]);
  const given = choices([bass, file]);
  expect(heard(given, files)).toContain('new ff/bass');
  expect(heard(given, files)).not.toContain('ours/bass');
  expect(toResolutions([bass], given)).toEqual([
    { trackId: 'bass', field: 'audioDigest', choice: { audioDigest: 'ff' } },
  ]);
});

test('a new file stays at hand when another answer is tried', () => {
  const source = { ...audio, readPiece: () => Promise.resolve([]) };
  const files = new Map([[keyOf(bass), { audioDigest: 'ff', name: 'both.wav', source }]]);
  const song = toMergeSong(preview, ours, theirs, choices([bass, 'ours']), files);
  expect(song.rows.find(({ track: { trackId } }) => trackId === 'bass')?.newFile?.name).toBe('both.wav');
  expect(heard(choices([bass, 'ours']), files)).toContain('ours/bass');
  expect(heard(choices([bass, 'ours']), files)).not.toContain('new ff/bass');
});

test('the fader that was chosen is the one that plays', () => {
  const fader = (given: Choices) =>
    toMergeSong(preview, ours, theirs, given).version.stems.find(({ id }) => id === 'ours/bass')!.gainDb;
  expect(fader(choices())).toBe(-1);
  expect(fader(choices([bassFader, 'theirs']))).toBe(-6);
});

test('a recording that is kept beside ours plays as its own side mixed it', () => {
  const [first, ...others] = side('theirs', ['bass', 'drums', 'lead', 'pad', 'vocals']).stems;
  const mixed = { ...theirs, stems: [{ ...first!, gainDb: -6, pan: 0.5, muted: true }, ...others] };
  const find = (choice: 'theirs' | 'both', id: string) =>
    toMergeSong(preview, ours, mixed, choices([bass, choice])).version.stems.find((stem) => stem.id === id);
  expect(find('both', 'theirs/bass')).toMatchObject({ gainDb: -6, pan: 0.5, muted: true });
  expect(find('both', 'ours/bass')).toMatchObject({ gainDb: -1, pan: 0, muted: false });
  expect(find('theirs', 'theirs/bass')).toMatchObject({ gainDb: -1, pan: 0, muted: false });
});

test('a splice is as long as its stretches, and says that it has the edits of both', () => {
  const { rows } = toMergeSong(preview, ours, theirs, choices());
  const vocals = rows.find((row) => row.track.trackId === 'vocals')!;
  expect(vocals.stems[0]!.source.frames).toBe(1200);
  expect(describeOrigin(vocals, { ours: 'main', theirs: 'idea' })).toBe('The edits of both sides, joined');
});

test('what a merge does to the mix of a track is told, with the side that it comes from', () => {
  const stem = { name: 'bass', gainDb: 0, pan: 0, muted: false };
  const row = (extra: object) =>
    ({ track: track('bass', 'base', extra), ours: stem }) as unknown as Parameters<typeof describeMix>[0];
  expect(describeMix(row({}), 'idea')).toBeNull();
  expect(describeMix({ ...row({ gainDb: -3 }), ours: null }, 'idea')).toBeNull();
  expect(describeMix(row({ gainDb: -3, muted: true }), 'idea')).toBe('fader −3.0 dB, was 0.0 dB, muted (from idea)');
  expect(describeMix(row({ name: 'low bass' }), 'idea')).toBe('called “bass” so far (from idea)');
});

test('rows come before second sources, so that keys find them', () => {
  const { version } = toMergeSong(preview, ours, theirs, choices());
  expect(version.stems.map(({ id }) => id)).toEqual([
    'ours/drums',
    'ours/bass',
    'theirs/lead',
    'theirs/pad',
    'spliced/vocals',
    'theirs/bass',
  ]);
});

test('answers outlive a new preview, and those that are not asked for any more are not sent', () => {
  const given = choices([bass, 'theirs'], [pad, 'ours']);
  expect(listOpen([bass, bassFader], given)).toEqual([bassFader]);
  expect(toResolutions([bass, bassFader], given)).toEqual([
    { trackId: 'bass', field: 'audioDigest', choice: 'theirs' },
  ]);
});
