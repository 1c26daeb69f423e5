import { expect, test } from 'vitest';
import { describeStep, suggestBranch } from './change-kind.ts';

const onMain = [
  { name: 'idea', behind: 1 },
  { name: 'main', behind: 0 },
  { name: 'live', behind: 0 },
];
const onIdea = [
  { name: 'idea', behind: 0 },
  { name: 'main', behind: 2 },
];

test('a change is undone where it is, on the default branch if it is there', () => {
  expect(suggestBranch('revert', onMain, 'main')).toBe('main');
  expect(suggestBranch('revert', onIdea, 'main')).toBe('idea');
  expect(suggestBranch('revert', [], 'main')).toBe('main');
});

test('a change is taken over to where it is not, to the default branch if it is not there', () => {
  expect(suggestBranch('cherry-pick', onMain, 'main')).toBe('idea');
  expect(suggestBranch('cherry-pick', onIdea, 'main')).toBe('main');
  expect(suggestBranch('cherry-pick', [{ name: 'main', behind: 0 }], 'main')).toBe('main');
});

test('what is about to happen says whether there is something to decide', () => {
  expect(describeStep('revert', 'main', { conflicts: [] })).toMatch(/without the change.*nothing to decide/);
  const question = { trackId: null, field: 'bpm', base: 1, ours: 2, theirs: 3 };
  expect(describeStep('cherry-pick', 'main', { conflicts: [question] })).toMatch(/with the change.*you decide/);
});
