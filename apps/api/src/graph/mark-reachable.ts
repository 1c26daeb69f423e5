import type { CommitGraph } from '@beatflow/history';

/** Tells which commits are among the given ones and their ancestors. O(ancestors). */
export function markReachable(graph: CommitGraph, commitIds: readonly string[]): (id: string) => boolean {
  const isReached = new Uint8Array(graph.size);
  const open = commitIds.filter((id) => graph.has(id)).map((id) => graph.indexOf(id));
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (isReached[index]) continue;
    isReached[index] = 1;
    for (const parent of [graph.firstParentAt(index), graph.secondParentAt(index)]) if (parent >= 0) open.push(parent);
  }
  return (id) => graph.has(id) && isReached[graph.indexOf(id)] === 1;
}
