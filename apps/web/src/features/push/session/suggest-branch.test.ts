import { expect, it } from 'vitest';
import { suggestBranch } from './suggest-branch.ts';

it('names a branch after the message, else after the branch it leaves', () => {
  expect(suggestBranch('Louder Bass, é!', 'main', [])).toBe('louder-bass-e');
  expect(suggestBranch('', 'main', [])).toBe('main-alternative');
  expect(suggestBranch('ゆき', 'main', ['main-alternative'])).toBe('main-alternative-2');
});
