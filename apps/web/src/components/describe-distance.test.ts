import { expect, test } from 'vitest';
import { describeDistance } from './describe-distance.ts';

test.each([
  [0, 0, 'the same as main'],
  [3, 0, '3 ahead of main'],
  [0, 2, '2 behind main'],
  [3, 2, '3 ahead, 2 behind main'],
])('%i ahead and %i behind is “%s”', (ahead, behind, words) => {
  expect(describeDistance({ ahead, behind }, 'main')).toBe(words);
});
