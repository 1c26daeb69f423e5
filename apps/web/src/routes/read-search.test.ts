import { expect, test } from 'vitest';
import { readExploreSearch } from './explore-search.ts';
import { readReturnTo } from './return-to.ts';

test.each(['//example.com', '/\\example.com', 'https://example.com', 7])(
  '%s is no page of this app to return to',
  (returnTo) => {
    expect(readReturnTo({ returnTo })).toEqual({});
  },
);

test('a path with its search is returned to', () => {
  expect(readReturnTo({ returnTo: '/new?x=1' })).toEqual({ returnTo: '/new?x=1' });
});

test('filters are read from an address, and what makes no sense is left out', () => {
  expect(readExploreSearch({ query: ' house ', genre: '', minBpm: '120', maxBpm: -3, key: 'H', other: 1 })).toEqual({
    query: 'house',
    minBpm: 120,
  });
});
