import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandomHistory, type HistoryShape } from '../testing/random-history.ts';
import { CommitGraph } from './commit-graph.ts';
import { listLog } from './list-log.ts';
import { listTopologically } from './topological-order.ts';

const toDigest = (id: string) => createHash('sha256').update(id).digest('hex');

function makeGraph(shape: HistoryShape, size: number, seed: number) {
  const graph = new CommitGraph();
  for (const commit of createRandomHistory(shape, size, seed)) graph.add({ ...commit, digest: toDigest(commit.id) });
  return graph;
}

/** What a log has to be: everything that is reached, highest generation first, then by digest. */
function sortReached(graph: CommitGraph, starts: readonly string[]): string[] {
  const reached = new Set(starts.flatMap((id) => listTopologically(graph, id)));
  const generationOf = (id: string) => graph.generationAt(graph.indexOf(id));
  return [...reached].sort(
    (left, right) => generationOf(right) - generationOf(left) || (toDigest(left) < toDigest(right) ? -1 : 1),
  );
}

const shapes = fc.constantFrom<HistoryShape>('linear', 'bushy', 'criss-cross', 'many-roots');
const histories = fc.record({
  shape: shapes,
  size: fc.integer({ min: 1, max: 150 }),
  seed: fc.nat(1000),
  tips: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  count: fc.integer({ min: 1, max: 20 }),
});

it('has everything once, in order, in pages that begin where the last one left off', () => {
  fc.assert(
    fc.property(histories, ({ shape, size, seed, tips, count }) => {
      const graph = makeGraph(shape, size, seed);
      const starts = tips.map((tip) => graph.idAt(tip % size));
      const log: string[] = [];
      for (let open: readonly string[] = starts; open.length > 0; ) {
        const page = listLog(graph, { starts: open, count });
        log.push(...page.ids);
        open = page.frontier;
      }
      expect(log).toEqual(sortReached(graph, starts));
    }),
  );
});

it('goes on after a place in the order as well', () => {
  fc.assert(
    fc.property(histories, fc.nat(), ({ shape, size, seed, tips, count }, place) => {
      const graph = makeGraph(shape, size, seed);
      const starts = tips.map((tip) => graph.idAt(tip % size));
      const log = sortReached(graph, starts);
      const id = log[place % log.length]!;
      const index = graph.indexOf(id);
      const after = { generation: graph.generationAt(index), digestStart: graph.digestStartAt(index) };
      const from = (place % log.length) + 1;
      expect(listLog(graph, { starts, count, after }).ids).toEqual(log.slice(from, from + count));
    }),
  );
});

it('orders commits of one generation by id where no digest is known', () => {
  const graph = new CommitGraph();
  for (const id of ['b', 'c', 'a']) graph.add({ id, parentIds: [] });
  expect(listLog(graph, { starts: ['c', 'a', 'b'], count: 3 })).toMatchObject({ ids: ['a', 'b', 'c'], frontier: [] });
});
