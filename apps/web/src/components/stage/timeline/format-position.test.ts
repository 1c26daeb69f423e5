import { expect, test } from 'vitest';
import { formatPosition } from './format-position.ts';

test('a position is minutes, seconds and milliseconds', () => {
  expect(formatPosition(0, 48_000)).toBe('00:00.000');
  expect(formatPosition(48_000 * 61.5, 48_000)).toBe('01:01.500');
  expect(formatPosition(44_100 * 3_725, 44_100)).toBe('1:02:05.000');
});
