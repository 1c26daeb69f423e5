import { expect, test } from 'vitest';
import { readHistorySearch } from './history-search.ts';
import { readRefSearch } from './read-ref.ts';

test('the history’s choices are read from an address, and what makes no sense is left out', () => {
  const search = { ref: 'idea', all: true, text: ' bass ', from: '2026-02-31x', to: '2026-02-28', type: 'bass' };
  expect(readHistorySearch({ ...search, minBpm: '120', maxBpm: 'fast', key: 'H', other: 1 })).toEqual({
    ref: 'idea',
    all: true,
    text: 'bass',
    to: '2026-02-28',
    type: 'bass',
    minBpm: 120,
  });
  expect(readHistorySearch({ all: 'yes', type: 'piano', author: '', track: [] })).toEqual({});
});

test.each([
  [7, '7'],
  [true, 'true'],
  ['feature/a', 'feature/a'],
])('a branch called %s is found by an address', (ref, name) => {
  expect(readRefSearch({ ref })).toEqual({ ref: name });
});

test.each(['', null, {}, 'x'.repeat(256)])('%j names no branch', (ref) => {
  expect(readRefSearch({ ref })).toEqual({});
});
