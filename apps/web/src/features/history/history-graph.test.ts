import type { CommitSummary } from '@beatflow/shared';
import { expect, test } from 'vitest';
import { findNextRow } from './find-next-row.ts';
import { fitLanes, ROW_HEIGHT, toPath, toPaths } from './graph-geometry.ts';
import { layOutPages } from './lay-out-pages.ts';
import { nameCommits } from './name-commits.ts';
import { countFilters, toLogInput } from './to-log-input.ts';

const commit = (id: string, parentCommitId: string | null, mergeParentCommitId: string | null = null) =>
  ({ id, parentCommitId, mergeParentCommitId }) as CommitSummary;

//   M ─┐
//   O  T
//   A ─┘
const first = [commit('M', 'O', 'T'), commit('T', 'A')];
const second = [commit('O', 'A'), commit('A', null)];

test('pages that were laid out before are not laid out again when the next one arrives', () => {
  const before = layOutPages([first]);
  const after = layOutPages([first, second], before);
  expect(after[0]).toBe(before[0]);
  expect(after.flatMap(({ rows }) => rows.map(({ lane }) => lane))).toEqual([0, 1, 0, 0]);
});

test('a page that changed is laid out anew, with all below it', () => {
  const before = layOutPages([first, second]);
  const after = layOutPages([[commit('N', 'M'), ...first], second], before);
  expect(after[1]).not.toBe(before[1]);
  expect(after[1]?.rows.map(({ id }) => id)).toEqual(['O', 'A']);
});

test('the first lane is kept for the default branch, also below the newest versions of others', () => {
  const [layout] = layOutPages([[commit('T', 'A'), commit('M', 'O'), ...second]], [], 'M');
  expect(layout?.rows.map(({ id, lane }) => `${id}${lane}`)).toEqual(['T1', 'M0', 'O0', 'A0']);
  expect(layout?.rows[1]?.edges).toEqual([{ fromLane: 1, toLane: 1, colourLane: 1 }]);
});

test('few lanes stand at their full distance; many move together and never leave their part of the row', () => {
  expect(fitLanes(1, 1000).width).toBe(32);
  const few = fitLanes(3, 1000);
  expect(few.xOf(2) - few.xOf(1)).toBe(20);
  const many = fitLanes(200, 360);
  expect(many.width).toBeLessThanOrEqual(360 * 0.28 + 1);
  expect(many.xOf(199)).toBeLessThanOrEqual(many.width - 16);
  expect(many.xOf(1)).toBeGreaterThan(many.xOf(0));
});

test('a line stays straight in its lane and bends into another', () => {
  const geometry = fitLanes(2, 1000);
  expect(toPath({ fromLane: 0, toLane: 0, colourLane: 0 }, geometry)).toBe(`M16 0V${ROW_HEIGHT}`);
  expect(toPath({ fromLane: 0, toLane: 1, colourLane: 1 }, geometry)).toBe(`M16 0C16 29 36 29 36 ${ROW_HEIGHT}`);
});

test('lines of one colour are drawn as one path', () => {
  const geometry = fitLanes(10, 1000);
  const straight = (lane: number) => ({ fromLane: lane, toLane: lane, colourLane: lane });
  const paths = toPaths([straight(0), straight(8), straight(1)], geometry, 8);
  expect([...paths.keys()]).toEqual([0, 1]);
  expect(paths.get(0)).toBe(toPath(straight(0), geometry) + toPath(straight(8), geometry));
});

test.each([
  ['ArrowDown', 1, 2],
  ['ArrowUp', 0, 0],
  ['PageDown', 1, 4],
  ['Home', 3, 0],
  ['End', 0, 4],
  ['a', 0, null],
])('%s leads from row %i to %s', (key, active, next) => {
  expect(findNextRow(key, active, 5)).toBe(next);
});

test('names stand at their versions, the default branch first and tags last', () => {
  const branches = [
    { name: 'idea', headCommitId: 'one', isDefault: false },
    { name: 'main', headCommitId: 'one', isDefault: true },
  ];
  const names = nameCommits(branches, [{ name: 'v1', commitId: 'one' }]);
  expect(names.get('one')?.map(({ name }) => name)).toEqual(['main', 'idea', 'v1']);
  expect(names.get('two')).toBeUndefined();
});

test('days are asked for as they begin and end where the reader is', () => {
  const { from, to } = toLogInput({ from: '2026-03-02', to: '2026-03-02' });
  expect(new Date(to!).getTime() - new Date(from!).getTime()).toBe(86_400_000);
  expect(new Date(from!).getHours()).toBe(0);
});

test('all branches need no ref, and neither of them is a filter', () => {
  expect(toLogInput({ ref: 'idea', all: true })).not.toHaveProperty('ref');
  expect(toLogInput({ ref: 'idea', type: 'bass', key: 'Am' })).toMatchObject({
    ref: 'idea',
    stemType: 'bass',
    keySignature: 'Am',
  });
  expect(countFilters({ ref: 'idea', all: true })).toBe(0);
  expect(countFilters({ text: 'x', minBpm: 3 })).toBe(2);
});
