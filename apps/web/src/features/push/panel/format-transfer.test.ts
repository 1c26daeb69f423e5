import { expect, it } from 'vitest';
import { describeAhead, formatPercent, formatTimeLeft } from './format-transfer.ts';

it('writes times and shares as people read them', () => {
  expect([0.2, 4.1, 31, 61, 7200].map(formatTimeLeft)).toEqual(['1 s', '5 s', '35 s', '2 min', '2 h']);
  expect([formatPercent(999, 1000), formatPercent(0, 0)]).toEqual(['99%', '100%']);
});

it('says how much of a file is to travel', () => {
  expect(describeAhead(3_100_000, 69_000_000)).toBe('3.1 of 69 MB to send');
  expect(describeAhead(43_000, 69_000_000)).toBe('43 kB of 69 MB to send');
  expect(describeAhead(69_000_000, 69_000_000)).toBe('69 MB to send');
  expect(describeAhead(0, 69_000_000)).toBe('nothing to send');
});
