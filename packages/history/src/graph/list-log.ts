import type { CommitGraph } from './commit-graph.ts';
import { Heap } from './heap.ts';

/** Where in the order a commit is, as `CommitGraph` tells it. */
export interface LogPlace {
  generation: number;
  digestStart: number;
}

/** What a page of a log is made of. */
export interface LogWalk {
  /** Ids of the commits to begin at; all are in the graph. */
  starts: readonly string[];
  /** Answer only what comes after this place in the order. */
  after?: LogPlace;
  count: number;
}

/** A page of a log. The next one begins at its frontier, or after its last place. */
export interface LogPage {
  /** The commits, in order. */
  ids: string[];
  /** The commits that were reached and not shown, in no order; none on the last page. */
  frontier: string[];
  /** Where the last commit is; null where there is none. */
  last: LogPlace | null;
}

/**
 * Lists the first `count` commits that `starts` reach, themselves included: highest generation first, equal ones by the
 * start of their digests, then by id. So a commit comes before its ancestors, whatever the clocks said.
 *
 * Nothing below what is shown is looked at: O(count · log(width)), and with `after`, which has to be walked to,
 * O((commits above it + count) · log(width)).
 */
export function listLog(graph: CommitGraph, { starts, after, count }: LogWalk): LogPage {
  const open = new Heap((left, right) => compareInLog(graph, left, right));
  const reached = new Set<number>();
  const reach = (index: number) => {
    if (index < 0 || reached.has(index)) return;
    reached.add(index);
    open.push(index);
  };
  for (const id of starts) reach(graph.indexOf(id));
  const ids: string[] = [];
  let last: LogPlace | null = null;
  while (ids.length < count) {
    const index = open.pop();
    if (index === undefined) break;
    const place = { generation: graph.generationAt(index), digestStart: graph.digestStartAt(index) };
    if (!after || isBehind(place, after)) {
      ids.push(graph.idAt(index));
      last = place;
    }
    reach(graph.firstParentAt(index));
    reach(graph.secondParentAt(index));
  }
  return { ids, frontier: open.values().map((index) => graph.idAt(index)), last };
}

/** The order of a log, of two commits by their numbers. */
export function compareInLog(graph: CommitGraph, left: number, right: number): number {
  return (
    graph.generationAt(right) - graph.generationAt(left) ||
    graph.digestStartAt(left) - graph.digestStartAt(right) ||
    (graph.idAt(left) < graph.idAt(right) ? -1 : 1)
  );
}

function isBehind(place: LogPlace, other: LogPlace): boolean {
  if (place.generation !== other.generation) return place.generation < other.generation;
  return place.digestStart > other.digestStart;
}
