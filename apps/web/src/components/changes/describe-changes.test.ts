import { expect, test } from 'vitest';
import type { ChangedField, ChangedTrack } from './compare-types.ts';
import { describeField, describeMeasures, describeTrack } from './describe-changes.ts';

test.each<[ChangedField, string[]]>([
  [{ field: 'position', before: 0, after: 2 }, ['moved from 1 to 3']],
  [{ field: 'gainDb', before: 0, after: -2 }, ['fader −2.0 dB, was ±0.0 dB']],
  [{ field: 'pan', before: 0, after: -0.5 }, ['pan 50 % left, was centre']],
  [{ field: 'muted', before: false, after: true }, ['muted']],
  [{ field: 'name', before: 'kit', after: 'drums' }, ['renamed from “kit”']],
  [{ field: 'stemType', before: 'other', after: 'drums' }, ['now drums, was other']],
  [{ field: 'bpm', before: 90, after: 92.5 }, ['tempo: 92.5 bpm, was 90 bpm']],
  [{ field: 'bpm', before: 90, after: null }, ['tempo: cleared, was 90 bpm']],
  [{ field: 'keySignature', after: 'F#m' }, ['key: F#m, new']],
  [
    {
      field: 'generationParams',
      before: { seed: 1, model: 'a', same: [1] },
      after: { seed: 2, prompt: 'rain', same: [1] },
    },
    ['model: cleared, was a', 'prompt: rain, new', 'seed: 2, was 1'],
  ],
])('%j is said in words', (field, words) => {
  expect(describeField(field)).toEqual(words);
});

test('a replaced sound is told by what happened to it, and by less while that is not known', () => {
  const audio = {
    stemId: '',
    audioDigest: '',
    channels: 1,
    frames: 1,
    duration: 1,
    isMeasured: true,
    integratedLufs: 0,
    truePeakDbtp: 0,
  };
  const track: ChangedTrack = {
    trackId: '',
    name: 'vocals',
    change: 'changed',
    fields: [{ field: 'audioDigest', before: 'a', after: 'b' }],
    before: { ...audio, sampleRate: 1000 },
    after: { ...audio, sampleRate: 1000 },
    audio: { kind: 'regions', regions: [{ startFrame: 41_000, endFrame: 46_000 }], residualDb: -20 },
  };
  expect(describeTrack(track)).toEqual(['0:41–0:46 edited']);
  expect(describeTrack({ ...track, audio: undefined })).toEqual(['replaced']);
  expect(describeTrack({ ...track, change: 'added', fields: [] })).toEqual(['added']);
});

test('how loud and how long a replaced sound was is told where it differs, with what the match leaves over', () => {
  const audio = { stemId: '', channels: 1, duration: 1, sampleRate: 1000, isMeasured: true };
  const track: ChangedTrack = {
    trackId: '',
    name: 'vocals',
    change: 'changed',
    fields: [],
    before: { ...audio, audioDigest: 'a', frames: 2000, integratedLufs: -18.04, truePeakDbtp: -1 },
    after: { ...audio, audioDigest: 'b', frames: 2500, integratedLufs: null, truePeakDbtp: -1.01 },
    audio: { kind: 'regions', regions: [], residualDb: -24.12 },
  };
  expect(describeMeasures(track)).toEqual([
    'loudness silent, was −18.0 LUFS',
    'length 00:02.500, was 00:02.000',
    'left over after the best match: −24.1 dB',
  ]);
  expect(describeMeasures({ ...track, audio: { kind: 'same', residualDb: -200 }, after: track.before })).toEqual([]);
  expect(describeMeasures({ ...track, before: null })).toEqual([]);
});

test('a replaced sound that was just pushed is being measured', () => {
  const audio = { stemId: '', channels: 1, duration: 1, sampleRate: 1000, frames: 2000 };
  const track: ChangedTrack = {
    trackId: '',
    name: 'vocals',
    change: 'changed',
    fields: [],
    before: { ...audio, audioDigest: 'a', isMeasured: true, integratedLufs: -18, truePeakDbtp: null },
    after: { ...audio, audioDigest: 'b', isMeasured: false, integratedLufs: null, truePeakDbtp: null },
  };
  expect(describeMeasures(track)).toEqual([
    'loudness being measured …, was −18.0 LUFS',
    'peak being measured …, was silent',
  ]);
});
