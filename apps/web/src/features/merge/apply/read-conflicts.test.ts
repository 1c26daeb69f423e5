import { expect, test } from 'vitest';
import { RequestError } from '../../../api/request-error.ts';
import { readConflicts } from './read-conflicts.ts';

const refused = (reason: 'merge-conflict' | 'branch-moved', data: Record<string, unknown>) =>
  new RequestError({ reason, message: '', requestId: null, data });

test('the questions of a refused change are read, and nothing else is', () => {
  const conflict = { trackId: null, field: 'bpm', base: 90, ours: 92, theirs: 88 };
  expect(readConflicts(refused('merge-conflict', { conflicts: [conflict, 'x', { field: 1 }] }))).toEqual([conflict]);
  expect(readConflicts(refused('merge-conflict', {}))).toEqual([]);
  expect(readConflicts(refused('branch-moved', { conflicts: [conflict] }))).toEqual([]);
  expect(readConflicts(null)).toEqual([]);
});
