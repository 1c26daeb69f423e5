import { describe, expect, it } from 'vitest';
import { countAheadBehind } from './ahead-behind.ts';
import { CommitGraph } from './commit-graph.ts';
import { findMergeBases } from './merge-bases.ts';

const toGraph = (parents: Record<string, string>) => {
  const graph = new CommitGraph();
  for (const [id, ids] of Object.entries(parents)) graph.add({ id, parentIds: Array.from(ids) });
  return graph;
};

describe('the commit graph', () => {
  it('refuses a commit before its parent', () => {
    expect(() => toGraph({ B: 'A' })).toThrow(/A is not in the graph/);
  });

  it('takes a commit twice as once', () => {
    const graph = toGraph({ A: '', B: 'A' });
    graph.add({ id: 'B', parentIds: ['A'] });
    expect(graph.size).toBe(2);
    expect(graph.parentIdsOf('B')).toEqual(['A']);
  });

  it('grows beyond its first size', () => {
    const graph = new CommitGraph();
    for (let index = 0; index < 5000; index++) {
      graph.add({ id: `${index}`, parentIds: index === 0 ? [] : [`${index - 1}`] });
    }
    expect(graph.generationAt(graph.indexOf('4999'))).toBe(5000);
    expect(countAheadBehind(graph, '4999', '10')).toEqual({ ahead: 4989, behind: 0 });
  });
});

describe('merge bases', () => {
  //   A ─ B ─ C   ours
  //    \
  //     D ─ E     theirs        merge base: A
  it('are where two lines parted', () => {
    expect(findMergeBases(toGraph({ A: '', B: 'A', C: 'B', D: 'A', E: 'D' }), 'C', 'E')).toEqual(['A']);
  });

  //   A ─ B ─ D   ours
  //    \   ╳
  //     C ─ E     theirs        merge bases: B and C
  it('are two after a criss-cross', () => {
    expect(findMergeBases(toGraph({ A: '', B: 'A', C: 'A', D: 'BC', E: 'CB' }), 'D', 'E')).toEqual(['B', 'C']);
  });

  it('of a commit with itself is the commit', () => {
    expect(findMergeBases(toGraph({ A: '', B: 'A' }), 'B', 'B')).toEqual(['B']);
  });

  it('of unrelated histories are none', () => {
    expect(findMergeBases(toGraph({ A: '', B: '' }), 'A', 'B')).toEqual([]);
  });
});
