import { expect, test } from 'vitest';
import { describeBase, describeSide, describeValue, listAnswers } from './describe-conflict.ts';
import { describeKind } from './describe-kind.ts';
import { describeMove } from './merge-problem.tsx';
import type { MergePreview } from './merge-types.ts';

const labels = { ours: 'main', theirs: 'idea', oursWord: 'Ours', theirsWord: 'Theirs', baseWord: 'Before both' };

test.each([
  ['bpm', 92, '92 bpm'],
  ['bpm', null, 'nothing'],
  ['gainDb', -2, '−2.0 dB'],
  ['pan', 0.5, '50 % right'],
  ['muted', true, 'muted'],
  ['position', 2, 'place 3'],
  ['position', -1, 'not there yet'],
  ['track', null, 'removed'],
  ['track', {}, 'kept, with changes'],
  ['audioDigest', undefined, 'not there yet'],
  ['generationParams', { seed: 4, model: 'm' }, 'seed: 4, model: m'],
])('%s %j is said in words', (field, value, words) => {
  expect(describeValue(field, value)).toBe(words);
});

test('the base of a removed track was there', () => {
  expect(describeBase('track', {})).toBe('was there');
});

test('a recording is told by its length and loudness, never by a digest', () => {
  const stem = { duration: 184, audio: { isMeasured: true, integratedLufs: -14.26 } } as Parameters<
    typeof describeSide
  >[2];
  expect(describeSide('audioDigest', 'ab'.repeat(32), stem)).toBe('3:04 · −14.3 LUFS');
  const measuring = { ...stem!, audio: { ...stem!.audio, isMeasured: false, integratedLufs: null } };
  expect(describeSide('audioDigest', 'ab'.repeat(32), measuring)).toBe('3:04 · not measured yet');
  expect(describeBase('audioDigest', 'ab'.repeat(32))).toBeNull();
  expect(describeBase('audioDigest', null)).toBe('not there yet');
  expect(describeSide('pan', 0, stem)).toBe('centre');
});

test('keeping both is offered for recordings alone', () => {
  const conflict = { trackId: 't', base: 0, ours: 1, theirs: 2 };
  expect(listAnswers({ ...conflict, field: 'audioDigest' }, labels).map(({ choice }) => choice)).toEqual([
    'ours',
    'theirs',
    'both',
  ]);
  expect(listAnswers({ ...conflict, field: 'pan' }, labels).map(({ words }) => words)).toEqual([
    'Ours (main)',
    'Theirs (idea)',
  ]);
});

test('the kinds of a merge are told apart', () => {
  const preview: MergePreview = {
    mergeBaseId: 'x',
    oursId: '',
    theirsId: '',
    kind: 'merge',
    bpm: null,
    keySignature: null,
    tracks: [],
    conflicts: [],
  };
  expect(describeKind(preview, labels)).toMatch(/nothing to decide/);
  expect(describeKind({ ...preview, mergeBaseId: null }, labels)).toMatch(/nothing in common/);
  expect(describeKind({ ...preview, kind: 'fast-forward' }, labels)).toMatch(/fast-forward/);
  expect(describeKind({ ...preview, kind: 'up-to-date' }, labels)).toMatch(/already has everything/);
});

test('who moved a branch meanwhile is named', () => {
  const head = { id: '', digest: '', authorName: 'mika', message: 'new bass\nmore' };
  expect(describeMove({ branch: 'main', head })).toBe('mika pushed “new bass” to “main” meanwhile.');
  expect(describeMove({ branch: 'main', head: null })).toMatch(/deleted/);
});
