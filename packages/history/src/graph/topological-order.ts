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
    const left = (waitingChildren[parent] as number) - 1;
    waitingChildren[parent] = left;
    if (left === 0) ready.push(parent);
  };
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    order.push(graph.idAt(index));
    release(graph.firstParentAt(index));
    release(graph.secondParentAt(index));
  }
  return order;
}

/**
 * How many children each ancestor of a tip has among the ancestors of this tip. Parents have lower numbers than their
 * children, so that counting down meets each ancestor after all that lead to it.
 */
function countChildren(graph: CommitGraph, tip: number): Int32Array {
  const counts = new Int32Array(tip + 1);
  const count = (parent: number) => {
    if (parent >= 0) counts[parent] = (counts[parent] as number) + 1;
  };
  for (let index = tip; index >= 0; index--) {
    if (index !== tip && counts[index] === 0) continue;
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
