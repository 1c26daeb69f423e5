import { expect, test } from 'vitest';
import { describeDistance } from './upstream-words.ts';

test.each([
  [0, 0, 'the same as the original'],
  [3, 0, '3 ahead of the original'],
  [0, 2, '2 behind the original'],
  [3, 2, '3 ahead, 2 behind the original'],
])('a fork with %i versions of its own that lacks %i is “%s”', (ahead, behind, words) => {
  expect(describeDistance({ ahead, behind })).toBe(words);
});
