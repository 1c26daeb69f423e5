import type { AudioChangeResponse } from '@beatflow/shared';
import { describe, expect, test } from 'vitest';
import type { Snapshot, TrackState } from '../snapshot/snapshot.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { summarizeChanges, summarizeFirst } from './summarize-changes.ts';

function track(name: string, changes: Partial<TrackState> = {}): TrackState {
  const plain = { stemType: 'other', audioDigest: name, gainDb: 0, pan: 0, muted: false } as const;
  return { trackId: name, name, ...plain, generationParams: null, ...changes };
}

function version(tracks: TrackState[], details: Partial<Snapshot> = {}): Snapshot {
  return { bpm: null, keySignature: null, generationParams: null, tracks, ...details };
}

const drums = track('drums');
const bass = track('bass');

test('a first version is told by its stems', () => {
  expect(summarizeFirst(version([drums, bass]))).toBe('First version: drums, bass');
  expect(summarizeFirst(version([]))).toBe('First version');
});

test.each([
  [version([drums]), version([drums, bass]), 'bass: added · drums: unchanged'],
  [version([drums, bass]), version([bass]), 'drums: removed · bass: unchanged'],
  [version([drums]), version([track('drums', { audioDigest: 'new' })]), 'drums: replaced'],
  [version([drums]), version([track('drums', { name: 'kit' })]), 'kit: renamed from drums'],
  [version([drums]), version([track('drums', { stemType: 'drums' })]), 'drums: now drums'],
  [version([bass]), version([track('bass', { gainDb: -2 })]), 'bass: fader at −2.0 dB'],
  [version([bass]), version([track('bass', { pan: -0.5, muted: true })]), 'bass: panned 50 % left, muted'],
  [version([track('bass', { pan: 1 })]), version([bass]), 'bass: panned to the centre'],
  [version([bass]), version([track('bass', { generationParams: { seed: 1 } })]), 'bass: parameters changed'],
  [version([drums, bass]), version([bass, drums]), 'drums: moved · bass: unchanged'],
  [version([]), version([], { bpm: 90, keySignature: 'Am' }), 'tempo 90 bpm · key Am'],
  [version([], { bpm: 90, keySignature: 'Am' }), version([]), 'tempo cleared · key cleared'],
  [version([drums]), version([drums]), 'Nothing changed'],
])('what changed is said in a few words', (before, after, summary) => {
  expect(summarizeChanges(compareSnapshots(before, after))).toBe(summary);
});

describe('a replaced sound', () => {
  const second = 48_000;
  const region = (from: number, to: number) => ({ startFrame: from * second, endFrame: to * second });
  const cases: [AudioChangeResponse, string][] = [
    [{ kind: 'regions', regions: [region(41.2, 45.7)], residualDb: -10 }, '0:41–0:46 edited'],
    [{ kind: 'regions', regions: [region(3590, 3725)], residualDb: -10 }, '59:50–1:02:05 edited'],
    [{ kind: 'regions', regions: [region(1, 2), region(8, 9)], residualDb: -10 }, '0:01–0:02 and 0:08–0:09 edited'],
    [{ kind: 'regions', regions: [region(10, 10)], residualDb: -10 }, 'cut at 0:10'],
    [{ kind: 'regions', regions: [region(1, 2)], gainDb: -3, residualDb: -10 }, '0:01–0:02 edited, −3.0 dB'],
    [{ kind: 'regions', regions: [1, 2, 3, 4].map((at) => region(at, at)), residualDb: -10 }, '4 places edited'],
    [{ kind: 'gain', gainDb: -2, residualDb: -100 }, '−2.0 dB'],
    [{ kind: 'gain', gainDb: 1.54, residualDb: -100 }, '+1.5 dB'],
    [{ kind: 'gain', gainDb: -0.01, residualDb: -100 }, '±0.0 dB'],
    [{ kind: 'polarity', isInverted: true, residualDb: -200 }, 'polarity inverted'],
    [{ kind: 'shift', shiftFrames: -312, residualDb: -200 }, '6.5 ms earlier'],
    [{ kind: 'shift', shiftFrames: 96_000, residualDb: -200 }, '2.00 s later'],
    [{ kind: 'same', residualDb: -200 }, 'same sound in another file'],
    [{ kind: 're-recorded', residualDb: 0 }, 're-recorded'],
  ];
  test.each(cases)('%j is told as %s', (change, words) => {
    const changes = compareSnapshots(version([bass]), version([track('bass', { audioDigest: 'new' })]));
    const sounds = new Map([['bass', { change, sampleRate: second }]]);
    expect(summarizeChanges(changes, sounds)).toBe(`bass: ${words}`);
  });
});

test('many unchanged tracks are counted', () => {
  const tracks = Array.from({ length: 12 }, (_, index) => track(`stem ${index}`));
  const changes = compareSnapshots(version(tracks), version([...tracks, drums]));
  expect(summarizeChanges(changes)).toBe('drums: added · 12 tracks unchanged');
});

test('a long list ends before the longest message, and not within a letter', () => {
  for (const letter of ['a', '🥁', 'a🥁']) {
    const tracks = Array.from({ length: 256 }, (_, index) => track(`${letter.repeat(9)} ${index}`));
    const summary = summarizeFirst(version(tracks));
    expect(summary.length).toBeLessThanOrEqual(500);
    expect(summary).toMatch(/…$/);
    expect(() => encodeURIComponent(summary)).not.toThrow();
  }
});
