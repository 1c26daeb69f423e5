import type { CommitGraph } from './commit-graph.ts';

/** Tells whether `ancestorId` can be reached from `id` through parents; every commit is its own ancestor, as in Git. */
export function isAncestor(graph: CommitGraph, ancestorId: string, id: string): boolean {
  const ancestor = graph.indexOf(ancestorId);
  const floor = graph.generationAt(ancestor);
  const seen = new Set<number>();
  const waiting = [graph.indexOf(id)];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index === ancestor) return true;
    // Whoever is not above the ancestor cannot lead down to it.
    if (seen.has(index) || graph.generationAt(index) <= floor) continue;
    seen.add(index);
    for (const parent of [graph.secondParentAt(index), graph.firstParentAt(index)])
      if (parent >= 0) waiting.push(parent);
  }
  return false;
}
