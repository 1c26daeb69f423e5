import { expect, test } from 'vitest';
import { matchNames, suggestName } from './match-names.ts';
import { findRef } from './use-chosen-ref.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const repository = { defaultBranch: 'main', head: { id: 'head' } as never };
const refs = {
  branches: [{ name: 'idea', headCommitId: 'one' }] as never[],
  tags: [{ name: 'v1', commitId: 'two' }] as never[],
};

test('names are found by any part of them, those that begin with it first', () => {
  expect(matchNames(named('live-bass', 'drums', 'Bass/new'), ' bass ')).toEqual(named('Bass/new', 'live-bass'));
  expect(matchNames(named('b', 'a'), '')).toEqual(named('b', 'a'));
});

test('what was typed becomes a name without spaces', () => {
  expect(suggestName('  slow  bridge ')).toBe('slow-bridge');
});

test('without a ref it is the default branch, which needs no list', () => {
  const none = { branches: [], tags: [], isComplete: false };
  expect(findRef(repository, undefined, none)).toEqual({ kind: 'branch', name: 'main', commitId: 'head' });
  expect(findRef({ ...repository, head: null }, 'main', none)?.commitId).toBeNull();
});

test('a ref is a branch, else a tag, else a version; and unknown until every page of the lists is here', () => {
  const complete = { ...refs, isComplete: true };
  expect(findRef(repository, 'idea', complete)).toEqual({ kind: 'branch', name: 'idea', commitId: 'one' });
  expect(findRef(repository, 'v1', complete)).toEqual({ kind: 'tag', name: 'v1', commitId: 'two' });
  expect(findRef(repository, 'abcdef0', complete)).toEqual({ kind: 'version', name: 'abcdef0', commitId: 'abcdef0' });
  expect(findRef(repository, 'v1', { ...refs, isComplete: false })).toBeNull();
});
