import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test('a size is told as file managers tell it', () => {
  const told = {
    '0 B': 0,
    '999 B': 999,
    '2.5 kB': 2_500,
    '9.9 kB': 9_949,
    '10 kB': 9_951,
    '999 kB': 999_499,
    '1.0 MB': 999_500,
    '69 MB': 69_120_044,
    '3.2 GB': 3_210_000_000,
    '5000 TB': 5e15,
  };
  for (const [text, bytes] of Object.entries(told)) expect(formatBytes(bytes)).toBe(text);
});
