import { expect, it } from 'vitest';
import { describeAhead, formatBytes, formatPercent, formatTimeLeft } from './format-transfer.ts';

it('writes sizes, times and shares as people read them', () => {
  expect([10, 43_000, 400_000, 34_200_000, 1_234_000_000].map(formatBytes)).toEqual([
    '1 kB',
    '43 kB',
    '0.4 MB',
    '34 MB',
    '1.2 GB',
  ]);
  expect([0.2, 4.1, 31, 61, 7200].map(formatTimeLeft)).toEqual(['1 s', '5 s', '35 s', '2 min', '2 h']);
  expect([formatPercent(999, 1000), formatPercent(0, 0)]).toEqual(['99%', '100%']);
});

it('says how much of a file is to travel', () => {
  expect(describeAhead(3_100_000, 69_000_000)).toBe('3.1 of 69 MB to send');
  expect(describeAhead(43_000, 69_000_000)).toBe('43 kB of 69 MB to send');
  expect(describeAhead(69_000_000, 69_000_000)).toBe('69 MB to send');
  expect(describeAhead(0, 69_000_000)).toBe('nothing to send');
});
