import type { StemResponse } from '@beatflow/shared';
import { expect, test } from 'vitest';
import { describeStemDifferences } from './stem-differences.ts';

function stem(name: string, sampleRate: number, seconds: number) {
  return { name, audio: { sampleRate, frames: sampleRate * seconds } as StemResponse['audio'] };
}

test('stems that are alike are not worth words', () => {
  expect(describeStemDifferences([stem('Drums', 48_000, 60), stem('Bass', 48_000, 60.01)])).toEqual([]);
});

test('stems that differ in rate or length are named', () => {
  expect(describeStemDifferences([stem('Drums', 48_000, 60), stem('Bass', 44_100, 45)])).toEqual([
    'Stems differ in sample rate: Drums at 48 kHz; Bass at 44.1 kHz. They are resampled for listening.',
    'Stems differ in length: Bass ends at 0:45; the song at 1:00.',
  ]);
});
