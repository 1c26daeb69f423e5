import type { CommitResponse, StemResponse } from '@beatflow/shared';
import { expect, test } from 'vitest';
import { toBlend, toComparison } from './comparison.ts';

function version(id: string, stems: Partial<StemResponse>[]): CommitResponse {
  const audio = { sampleRate: 48_000, channels: 1, frames: 48_000 };
  const all = stems.map((stem) => ({
    id: `${id}-${stem.trackId}`,
    name: stem.trackId,
    stemType: 'other',
    audioDigest: stem.trackId,
    gainDb: 0,
    pan: 0,
    muted: false,
    generationParams: null,
    audio,
    ...stem,
  }));
  return { id, repositoryId: 'song', stems: all } as unknown as CommitResponse;
}

const before = version('old', [{ trackId: 'drums' }, { trackId: 'bass' }, { trackId: 'gone' }]);
const after = version('new', [
  { trackId: 'drums', name: 'kit' },
  { trackId: 'bass', audioDigest: 'another' },
  { trackId: 'lead' },
]);

test('tracks are paired by what they are, changed ones first, and rows come before second sources', () => {
  const { pairs, version: song } = toComparison(before, { ...after, stems: [...after.stems].reverse() });
  expect(pairs.map(({ name, isChanged, isSameSound }) => [name, isChanged, isSameSound])).toEqual([
    ['lead', true, false],
    ['bass', true, false],
    ['kit', true, true],
    ['gone', true, false],
  ]);
  expect(song.stems.map(({ id }) => id)).toEqual([
    'after/new-lead',
    'after/new-bass',
    'both/new-drums',
    'before/old-gone',
    'before/old-bass',
  ]);
});

test('each mix hears one side of every track, and the difference nothing that both have', () => {
  const comparison = toComparison(before, after);
  const heard = (...mix: Parameters<typeof toBlend> extends [unknown, ...infer Rest] ? Rest : never) =>
    Object.fromEntries(toBlend(comparison, ...mix));
  expect(heard('before', { before: 0.5, after: 1 })).toEqual({
    'both/new-drums': 0.5,
    'after/new-bass': 0,
    'after/new-lead': 0,
    'before/old-gone': 0.5,
    'before/old-bass': 0.5,
  });
  expect(heard('after')).toMatchObject({ 'both/new-drums': 1, 'after/new-bass': 1, 'before/old-bass': 0 });
  expect(heard('difference', { before: 0.5, after: 1 })).toMatchObject({
    'both/new-drums': 0,
    'after/new-bass': 1,
    'before/old-bass': -1,
  });
});

test('two versions that are the same have one source per track', () => {
  expect(toComparison(before, before).version.stems).toHaveLength(3);
});
