import { expect, it } from 'vitest';
import { repositoryCreate, repositoryName } from './repository.ts';

it.each(['a', 'My.Song_v2-final', '...a', 'x'.repeat(100)])('%s is a repository name', (name) => {
  expect(repositoryName.safeParse(name).success).toBe(true);
});

it.each(['', '.', '..', 'a b', 'a/b', 'é', 'x'.repeat(101), 'song\n'])('%j is no repository name', (name) => {
  expect(repositoryName.safeParse(name).success).toBe(false);
});

it('a repository is private unless it is said otherwise', () => {
  expect(repositoryCreate.parse({ name: 'song' }).isPublic).toBe(false);
});

it('a genre has at most 100 characters', () => {
  expect(repositoryCreate.safeParse({ name: 'song', genre: 'g'.repeat(101) }).success).toBe(false);
});
