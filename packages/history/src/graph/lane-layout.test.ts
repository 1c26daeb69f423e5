import { describe, expect, it } from 'vitest';
import { createRandomHistory } from '../testing/random-history.ts';
import { CommitGraph } from './commit-graph.ts';
import { layOutLanes } from './lane-layout.ts';
import { listTopologically } from './topological-order.ts';

describe('lanes', () => {
  //   M        0
  //   │╲
  //   │ T      1
  //   O │      0
  //   │╱
  //   A        0
  it('draw a merge as a second lane that comes back', () => {
    const { rows, lanes } = layOutLanes([
      { id: 'M', parentIds: ['O', 'T'] },
      { id: 'T', parentIds: ['A'] },
      { id: 'O', parentIds: ['A'] },
      { id: 'A', parentIds: [] },
    ]);
    expect(rows.map(({ lane }) => lane)).toEqual([0, 1, 0, 0]);
    expect(rows[1]?.edges).toContainEqual({ fromLane: 0, toLane: 1, colourLane: 1 });
    expect(rows[3]?.edges).toContainEqual({ fromLane: 1, toLane: 0, colourLane: 1 });
    expect(lanes).toEqual([]);
  });

  it('are the same when pages arrive one by one', () => {
    const { commits } = longHistory();
    const whole = layOutLanes(commits).rows;
    const first = layOutLanes(commits.slice(0, 100));
    const second = layOutLanes(commits.slice(100), first.lanes);
    expect([...first.rows, ...second.rows]).toEqual(whole);
  });

  it('lead every line from a commit to each of its parents', () => {
    const { commits } = longHistory();
    const { rows } = layOutLanes(commits);
    commits.forEach(({ parentIds }, row) => {
      for (const parentId of parentIds) expect(isConnected(rows, row, parentId)).toBe(true);
    });
  });
});

function longHistory() {
  const history = createRandomHistory('bushy', 400, 11);
  const graph = new CommitGraph();
  for (const commit of history) graph.add(commit);
  const commits = listTopologically(graph, history.at(-1)!.id).map((id) => ({ id, parentIds: graph.parentIdsOf(id) }));
  return { commits };
}

/** Follows lines downwards from a commit's dot and tells whether one of them ends in the dot of `target`. */
function isConnected(rows: ReturnType<typeof layOutLanes>['rows'], from: number, target: string): boolean {
  let lanes = new Set([rows[from]!.lane]);
  let dot: number | null = null;
  for (let row = from + 1; row < rows.length; row++) {
    const { id, lane, edges } = rows[row]!;
    // A line that runs through another commit's dot would belong to that commit, not to ours.
    lanes = new Set(
      edges.filter(({ fromLane }) => lanes.has(fromLane) && fromLane !== dot).map(({ toLane }) => toLane),
    );
    if (id === target) return lanes.has(lane);
    dot = lane;
  }
  return false;
}
