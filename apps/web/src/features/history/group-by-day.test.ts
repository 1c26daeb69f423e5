import { expect, test } from 'vitest';
import { groupByDay } from './group-by-day.ts';

const at = (createdAt: string) => ({ createdAt });

test('versions of one day stand under one name, in the order of the log', () => {
  const groups = groupByDay([
    at('2026-03-02T12:30:00.000Z'),
    at('2026-03-02T12:00:00.000Z'),
    at('2026-02-27T12:00:00.000Z'),
  ]);
  expect(groups.map(({ day, items }) => [day, items.length])).toEqual([
    ['Monday, March 2, 2026', 2],
    ['Friday, February 27, 2026', 1],
  ]);
});

test('a day that comes again after another is a group of its own, so that the order is never changed', () => {
  const days = ['2026-03-02T12:00:00.000Z', '2026-03-01T12:00:00.000Z', '2026-03-02T12:00:00.000Z'].map(at);
  expect(groupByDay(days)).toHaveLength(3);
});
