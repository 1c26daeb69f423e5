import type { CommitGraph } from './commit-graph.ts';
import { GenerationQueue } from './generation-queue.ts';

/** Reachable from the left tip, from the right tip, and below something that is common already. */
export const LEFT = 1;
export const RIGHT = 2;
export const STALE = 4;

/** What a walk does next with a commit whose colours are final: give its parents these colours, or stop. */
type Visit = (index: number, colours: number) => number;

/**
 * Walks down from two tips, children before parents, and shows each commit once, with all its colours. The walk ends
 * when every commit that is still waiting is `isSettled`, that is when nothing new can be learned below.
 */
export function paintDown(
  graph: CommitGraph,
  left: number,
  right: number,
  isSettled: (colours: number) => boolean,
  visit: Visit,
): void {
  const colours = new Map<number, number>();
  const queue = new GenerationQueue(graph);
  let unsettled = 0;

  const paint = (index: number, added: number) => {
    const before = colours.get(index);
    const after = (before ?? 0) | added;
    if (before === after) return;
    colours.set(index, after);
    if (before === undefined) {
      queue.push(index);
      if (!isSettled(after)) unsettled += 1;
    } else if (!isSettled(before) && isSettled(after)) {
      unsettled -= 1;
    }
  };

  paint(left, LEFT);
  paint(right, RIGHT);
  while (unsettled > 0) {
    const index = queue.pop();
    const own = colours.get(index) as number;
    if (!isSettled(own)) unsettled -= 1;
    const passedOn = visit(index, own);
    const first = graph.firstParentAt(index);
    if (first >= 0) paint(first, passedOn);
    for (const parent of graph.laterParentsAt(index)) paint(parent, passedOn);
  }
}
