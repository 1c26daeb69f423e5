import type { CommitGraph } from './commit-graph.ts';

/** Reachable from the left tip, from the right tip, and below something that is common already. */
export const LEFT = 1;
export const RIGHT = 2;
export const STALE = 4;

/** What a walk does next with a commit whose colours are final: give its parents these colours. */
type Visit = (index: number, colours: number) => number;

/**
 * Walks down from a tip and those on the other side, children before parents, and shows each commit once, with all its colours. The walk ends
 * when every commit that is still waiting is `isSettled`, that is when nothing new can be learned below.
 *
 * Commits are numbered parents first, so that counting down from the highest tip meets every child before its parents; a byte
 * a commit tells who is waiting. Cost: the commits between the tips and the end of the walk, a few nanoseconds for those
 * that are on neither side.
 */
export function paintDown(
  graph: CommitGraph,
  left: number,
  rights: readonly number[],
  isSettled: (colours: number) => boolean,
  visit: Visit,
): void {
  const top = Math.max(left, ...rights);
  const colours = new Uint8Array(top + 1);
  let unsettled = 0;

  const paint = (index: number, added: number) => {
    const before = colours[index] as number;
    const after = before | added;
    if (before === after) return;
    colours[index] = after;
    if (before !== 0 && !isSettled(before)) unsettled -= 1;
    if (!isSettled(after)) unsettled += 1;
  };

  paint(left, LEFT);
  for (const right of rights) paint(right, RIGHT);
  for (let index = top; unsettled > 0; index--) {
    const own = colours[index] as number;
    if (own === 0) continue;
    if (!isSettled(own)) unsettled -= 1;
    const passedOn = visit(index, own);
    const first = graph.firstParentAt(index);
    if (first >= 0) paint(first, passedOn);
    const second = graph.secondParentAt(index);
    if (second >= 0) paint(second, passedOn);
  }
}
