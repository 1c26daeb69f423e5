import { expect, it } from 'vitest';
import { branchName } from './branch.ts';

it.each(['main', 'new-bass', 'mixes/loud', 'v1.2', '新曲', '🥁'])('%s is a branch name', (name) => {
  expect(branchName.safeParse(name).success).toBe(true);
});

it.each([
  '',
  'two words',
  'a..b',
  '/a',
  'a/',
  'a//b',
  '.a',
  'a/.b',
  'a.',
  'a.lock',
  'a.lock/b',
  '-a',
  '@',
  'a@{b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[b',
  'a\\b',
  'a\tb',
  'a\u0000b',
  'x'.repeat(256),
])('%j is no branch name', (name) => {
  expect(branchName.safeParse(name).success).toBe(false);
});
