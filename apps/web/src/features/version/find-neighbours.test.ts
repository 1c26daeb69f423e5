import { expect, test } from 'vitest';
import { findNeighbours } from './find-neighbours.ts';

const commit = (id: string, parentCommitId: string | null, mergeParentCommitId: string | null = null) => ({
  id,
  parentCommitId,
  mergeParentCommitId,
});

//   a ─ b ─ d   the log, newest first: d c b a
//    \ c ─ /
const log = [commit('d', 'b', 'c'), commit('c', 'a'), commit('b', 'a'), commit('a', null)];

test('previous is the first parent, next is what continues it', () => {
  expect(findNeighbours(log[2]!, log)).toEqual({ previousId: 'a', nextId: 'd' });
  expect(findNeighbours(log[0]!, log)).toEqual({ previousId: 'b', nextId: null });
});

test('a version that was merged in is continued by the merge', () => {
  expect(findNeighbours(log[1]!, log)).toEqual({ previousId: 'a', nextId: 'd' });
});
