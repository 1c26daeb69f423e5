import { expect, test } from 'vitest';
import { drawGraph } from './draw-graph.ts';

function draw(...commits: [key: string, ...parents: string[]][]): string[] {
  return drawGraph(
    commits.map(([key, ...parents]) => ({ key, parents })),
    commits.map(([key]) => key),
  );
}

test('a line of versions is a line', () => {
  expect(draw(['C', 'B'], ['B', 'A'], ['A'])).toEqual(['* C', '* B', '* A']);
});

test('a merge opens a lane, and where both began closes it', () => {
  expect(draw(['M', 'B', 'C'], ['B', 'A'], ['C', 'A'], ['A'])).toEqual(['* M', '|\\', '* | B', '| * C', '|/', '* A']);
});

test('two branches that nothing brought together stand side by side', () => {
  expect(draw(['B', 'A'], ['C', 'A'], ['A'])).toEqual(['* B', '| * C', '|/', '* A']);
});

test('a line that leads far goes along the ground', () => {
  expect(draw(['D', 'A'], ['C', 'A'], ['B', 'A'], ['A'])).toEqual(['* D', '| * C', '| | * B', '|/-/', '* A']);
});
