import type { CommitGraph } from './commit-graph.ts';
import { Heap } from './heap.ts';
import { compareInLog } from './list-log.ts';
import { LEFT, paintDown, RIGHT } from './paint.ts';

const COMMON = LEFT | RIGHT;

/** How far two commits are apart: the commits that only `ours` has, and the ones that only `theirs` has. */
export interface AheadBehind {
  ahead: number;
  behind: number;
}

/** How far they are apart, and by which commits. */
export interface Apart extends AheadBehind {
  aheadIds: string[];
  behindIds: string[];
}

/**
 * Counts the commits that `ours` has and `theirs` lacks (ahead), and the other way round (behind). Several ids of theirs
 * stand for all that they reach.
 */
export function countAheadBehind(
  graph: CommitGraph,
  oursId: string,
  theirsId: string | readonly string[],
): AheadBehind {
  const counts = { ahead: 0, behind: 0 };
  walkDifference(graph, oursId, [theirsId].flat(), (_index, isOurs) => {
    if (isOurs) counts.ahead += 1;
    else counts.behind += 1;
  });
  return counts;
}

/** The same, with the ids of the first `limit` commits of either kind, in the order of a log. */
export function listApart(graph: CommitGraph, oursId: string, theirsId: string, limit: number): Apart {
  const counts = { ahead: 0, behind: 0 };
  const [ours, theirs] = [new Shortlist(graph, limit), new Shortlist(graph, limit)];
  walkDifference(graph, oursId, [theirsId], (index, isOurs) => {
    if (isOurs) counts.ahead += 1;
    else counts.behind += 1;
    (isOurs ? ours : theirs).add(index);
  });
  return { ...counts, aheadIds: ours.listIds(), behindIds: theirs.listIds() };
}

/** The first commits of many, which come in no order; most are looked at once and let go. */
class Shortlist {
  readonly #graph: CommitGraph;
  readonly #limit: number;
  /** The one that is to go next is on top. */
  readonly #kept: Heap;

  constructor(graph: CommitGraph, limit: number) {
    this.#graph = graph;
    this.#limit = limit;
    this.#kept = new Heap((left, right) => compareInLog(graph, right, left));
  }

  add(index: number): void {
    const [last] = this.#kept.values();
    if (last !== undefined && this.#kept.values().length >= this.#limit) {
      if (compareInLog(this.#graph, index, last) > 0) return;
      this.#kept.pop();
    }
    this.#kept.push(index);
  }

  listIds(): string[] {
    const order = [...this.#kept.values()].sort((left, right) => compareInLog(this.#graph, left, right));
    return order.map((index) => this.#graph.idAt(index));
  }
}

function walkDifference(
  graph: CommitGraph,
  oursId: string,
  theirsIds: readonly string[],
  visit: (index: number, isOurs: boolean) => void,
): void {
  paintDown(
    graph,
    graph.indexOf(oursId),
    theirsIds.map((id) => graph.indexOf(id)),
    (colours) => colours === COMMON,
    (index, colours) => {
      if (colours !== COMMON) visit(index, colours === LEFT);
      return colours;
    },
  );
}
