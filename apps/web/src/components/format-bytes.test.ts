import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test('a size is told as file managers tell it', () => {
  expect([512, 2_500, 69_120_044, 3_210_000_000].map(formatBytes)).toEqual(['512 B', '2.5 kB', '69 MB', '3.2 GB']);
});
