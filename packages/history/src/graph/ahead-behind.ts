import type { CommitGraph } from './commit-graph.ts';
import { LEFT, paintDown, RIGHT } from './paint.ts';

const COMMON = LEFT | RIGHT;

/** How far two commits are apart: the commits that only `ours` has, and the ones that only `theirs` has. */
export interface AheadBehind {
  ahead: number;
  behind: number;
}

/** Counts the commits that `ours` has and `theirs` lacks (ahead), and the other way round (behind). */
export function countAheadBehind(graph: CommitGraph, oursId: string, theirsId: string): AheadBehind {
  const counts = { ahead: 0, behind: 0 };
  walkDifference(graph, oursId, theirsId, (_index, isOurs) => {
    if (isOurs) counts.ahead += 1;
    else counts.behind += 1;
  });
  return counts;
}

/** Lists the ids of the commits that `ours` has and `theirs` lacks, children before parents. */
export function listAhead(graph: CommitGraph, oursId: string, theirsId: string): string[] {
  const ids: string[] = [];
  walkDifference(graph, oursId, theirsId, (index, isOurs) => {
    if (isOurs) ids.push(graph.idAt(index));
  });
  return ids;
}

function walkDifference(
  graph: CommitGraph,
  oursId: string,
  theirsId: string,
  visit: (index: number, isOurs: boolean) => void,
): void {
  paintDown(
    graph,
    graph.indexOf(oursId),
    graph.indexOf(theirsId),
    (colours) => colours === COMMON,
    (index, colours) => {
      if (colours !== COMMON) visit(index, colours === LEFT);
      return colours;
    },
  );
}
