import type { CommitGraph } from './commit-graph.ts';
import { LEFT, paintDown, RIGHT, STALE } from './paint.ts';

const COMMON = LEFT | RIGHT;

/**
 * Finds the merge bases of two commits: the common ancestors that are no ancestors of another common ancestor. None for
 * unrelated histories, several for criss-cross ones; in order of id, so that the answer does not depend on the order
 * in which the graph was built.
 *
 * Because children are met before their parents, all of a commit's descendants were seen before it, and a common
 * ancestor without the mark of a better one is a merge base for certain. Cost: the commits above the bases.
 */
export function findMergeBases(graph: CommitGraph, oursId: string, theirsId: string): string[] {
  const bases: string[] = [];
  paintDown(
    graph,
    graph.indexOf(oursId),
    [graph.indexOf(theirsId)],
    (colours) => (colours & STALE) !== 0,
    (index, colours) => {
      if (colours !== COMMON) return colours;
      bases.push(graph.idAt(index));
      return COMMON | STALE;
    },
  );
  return bases.sort();
}
