import { expect, test } from 'vitest';
import { formatShare, toBlamedRanges } from './blame-people.ts';

const commit = (id: string, authorName: string) =>
  ({ id, authorName, message: id, createdAt: '2024-01-01T00:00:00Z' }) as Parameters<
    typeof toBlamedRanges
  >[0]['commits'][number];

test('everybody has one colour, whoever made most comes first', () => {
  const { people, ranges } = toBlamedRanges({
    ranges: [
      { startFrame: 0, endFrame: 100, commitId: 'a' },
      { startFrame: 100, endFrame: 500, commitId: 'b' },
      { startFrame: 500, endFrame: 600, commitId: 'c' },
    ],
    commits: [commit('a', 'mika'), commit('b', 'noor'), commit('c', 'mika')],
  });
  expect(people.map(({ name, frames }) => [name, frames])).toEqual([
    ['noor', 400],
    ['mika', 200],
  ]);
  expect(ranges.map(({ person }) => person.name)).toEqual(['mika', 'noor', 'mika']);
  expect(ranges[0]!.person).toBe(ranges[2]!.person);
  expect(people[0]!.color).not.toBe(people[1]!.color);
});

test('a small share is told as one', () => {
  expect([formatShare(1, 1000), formatShare(500, 1000), formatShare(0, 1000)]).toEqual(['under 1 %', '50 %', '0 %']);
});
