import type { CommitGraph } from './commit-graph.ts';

/**
 * Lists a commit and its ancestors, every child before its parents and lines of work kept together: the order of
 * `git rev-list --topo-order`, which for one tip depends on nothing but the order of parents. O(ancestors).
 */
export function listTopologically(graph: CommitGraph, id: string): string[] {
  const tip = graph.indexOf(id);
  const waitingChildren = countChildren(graph, tip);
  const ready = [tip];
  const order: string[] = [];
  const release = (parent: number) => {
    if (parent < 0) return;
    const left = (waitingChildren.get(parent) as number) - 1;
    waitingChildren.set(parent, left);
    if (left === 0) ready.push(parent);
  };
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    order.push(graph.idAt(index));
    release(graph.firstParentAt(index));
    release(graph.secondParentAt(index));
  }
  return order;
}

/** How many children each ancestor of a tip has among the ancestors of this tip. */
function countChildren(graph: CommitGraph, tip: number): Map<number, number> {
  const counts = new Map<number, number>([[tip, 0]]);
  const waiting = [tip];
  const count = (parent: number) => {
    if (parent < 0) return;
    const known = counts.get(parent);
    if (known === undefined) waiting.push(parent);
    counts.set(parent, (known ?? 0) + 1);
  };
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    count(graph.firstParentAt(index));
    count(graph.secondParentAt(index));
  }
  return counts;
}

/** Lists a commit and its first parents down to the root: what happened on this branch. */
export function listFirstParents(graph: CommitGraph, id: string): string[] {
  const ids: string[] = [];
  for (let index = graph.indexOf(id); index >= 0; index = graph.firstParentAt(index)) ids.push(graph.idAt(index));
  return ids;
}
