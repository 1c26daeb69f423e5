import { expect, test } from 'vitest';
import {
  readCherryPickSearch,
  readCompareSearch,
  readLoop,
  readMergeSearch,
  readRevertSearch,
} from './comparison-search.ts';

test('what is compared, the place and the loop are read from an address', () => {
  const search = { before: 'main', after: 'idea', t: 41.5, loop: '41-46.25', mix: 'difference', match: true };
  expect(readCompareSearch({ ...search, other: 1 })).toEqual(search);
  expect(readLoop('41-46.25')).toEqual({ from: 41, to: 46.25 });
});

test('what makes no sense is left out', () => {
  const nonsense = { before: '', after: {}, t: -3, loop: '5-2', mix: 'after', match: 'yes' };
  expect(readCompareSearch(nonsense)).toEqual({});
  expect(readMergeSearch({ ours: 'a'.repeat(256), theirs: 1234567 })).toEqual({ theirs: '1234567' });
  expect([readLoop('x'), readLoop('3-3'), readLoop('1--2')]).toEqual([null, null, null]);
});

test('a change is read with its branch and its tracks', () => {
  const search = { commit: 'abcdef0', branch: 'idea', tracks: ['one', 'two'] };
  expect(readCherryPickSearch({ ...search, other: 1 })).toEqual(search);
  expect(readCherryPickSearch({ commit: 1234567, tracks: [3] })).toEqual({ commit: '1234567' });
  expect(readRevertSearch(search)).toEqual({ commit: 'abcdef0', branch: 'idea' });
});
