import type { CommitGraph } from './commit-graph.ts';

/**
 * Hands out commits by falling generation, so that every child comes before its parents; within a generation by
 * falling number. A binary heap: O(log n) for each.
 */
export class GenerationQueue {
  readonly #graph: CommitGraph;
  readonly #heap: number[] = [];

  constructor(graph: CommitGraph) {
    this.#graph = graph;
  }

  get size(): number {
    return this.#heap.length;
  }

  push(index: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(index);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = heap[above] as number;
      if (!this.#isBefore(index, other)) break;
      heap[at] = other;
      at = above;
    }
    heap[at] = index;
  }

  /** Takes the next commit; the queue must not be empty. */
  pop(): number {
    const heap = this.#heap;
    const top = heap[0] as number;
    const last = heap.pop() as number;
    if (heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && this.#isBefore(heap[below + 1] as number, heap[below] as number)) below += 1;
      if (!this.#isBefore(heap[below] as number, last)) break;
      heap[at] = heap[below] as number;
      at = below;
    }
    heap[at] = last;
    return top;
  }

  #isBefore(left: number, right: number): boolean {
    const difference = this.#graph.generationAt(left) - this.#graph.generationAt(right);
    return difference !== 0 ? difference > 0 : left > right;
  }
}
