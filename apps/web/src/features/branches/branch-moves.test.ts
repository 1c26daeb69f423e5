import type { BranchMoveResponse } from '@beatflow/shared';
import { expect, test } from 'vitest';
import { describeMove } from './describe-move.ts';
import { findUndo } from './find-undo.ts';
import { readMoves } from './read-moves.ts';

const move = (overrides: Partial<BranchMoveResponse>): BranchMoveResponse => ({
  id: '1',
  branchName: 'main',
  fromCommitId: 'one',
  toCommitId: 'two',
  fromMessage: 'First',
  toMessage: 'Louder\n\nby far',
  actorName: 'ana',
  reason: 'push',
  createdAt: '2026-03-02T12:00:00.000Z',
  ...overrides,
});
const branch = (name: string, headCommitId: string, overrides = {}) => ({
  name,
  headCommitId,
  isDefault: false,
  isProtected: false,
  ...overrides,
});
const began = move({ branchName: 'bass', fromCommitId: null, reason: 'rename' });
const ended = move({ branchName: 'idea', fromCommitId: 'two', toCommitId: null, reason: 'rename' });

test('the two halves of a rename are one move, which goes back by renaming', () => {
  const [renamed, ...rest] = readMoves([began, ended, move({})]);
  expect(rest).toHaveLength(1);
  expect(describeMove(renamed!)).toBe('renamed idea to bass');
  expect(findUndo(renamed!, [branch('bass', 'two')])).toEqual({ kind: 'rename', name: 'bass', newName: 'idea' });
  expect(findUndo(renamed!, [branch('bass', 'two'), branch('idea', 'one')])).toBeNull();
});

test('half a rename at the end of a page stays half', () => {
  expect(readMoves([began]).map(describeMove)).toEqual(['began bass at “Louder”']);
  expect(readMoves([ended]).map(describeMove)).toEqual(['gave idea another name']);
});

test('every move has words', () => {
  const words = ['push', 'reset', 'merge', 'revert', 'cherry-pick', 'restore'].map((reason) =>
    describeMove(move({ reason })),
  );
  expect(new Set(words).size).toBe(6);
  expect(words[0]).toBe('pushed “Louder” to main');
  expect(describeMove(move({ toCommitId: null, reason: 'delete' }))).toBe('deleted main');
  expect(describeMove(move({ toMessage: '' }))).toBe('pushed “A version without a message” to main');
});

test('a move goes back to where the branch was, also when it has moved on', () => {
  const back = { kind: 'reset', name: 'main', to: 'one' };
  expect(findUndo(move({}), [branch('main', 'two')])).toEqual({ ...back, expectedHead: 'two', isLatest: true });
  expect(findUndo(move({}), [branch('main', 'three')])).toEqual({ ...back, expectedHead: 'three', isLatest: false });
});

test('nothing is offered where the branch is there already, is protected or is gone', () => {
  expect(findUndo(move({}), [branch('main', 'one')])).toBeNull();
  expect(findUndo(move({}), [branch('main', 'two', { isProtected: true })])).toBeNull();
  expect(findUndo(move({}), [])).toBeNull();
});

test('a deleted branch comes back, unless another has its name; a new one goes, unless it is in use', () => {
  const deleted = move({ toCommitId: null, reason: 'delete' });
  expect(findUndo(deleted, [])).toEqual({ kind: 'create', name: 'main', from: 'one' });
  expect(findUndo(deleted, [branch('main', 'two')])).toBeNull();
  const made = move({ fromCommitId: null, reason: 'create' });
  expect(findUndo(made, [branch('main', 'two')])).toEqual({ kind: 'delete', name: 'main', expectedHead: 'two' });
  expect(findUndo(made, [branch('main', 'two', { isDefault: true })])).toBeNull();
  expect(findUndo(made, [branch('main', 'three')])).toBeNull();
});
