import type { Run } from './find-runs.ts';

/** A piece of a file's sound, by what it holds: pieces of one digest hold the same frames. */
export interface Piece {
  digest: string;
  startFrame: number;
  frames: number;
}

/** Neighbouring pieces of two files that have nothing in common as wholes; either side may be empty. */
export interface PieceGap {
  before: readonly Piece[];
  after: readonly Piece[];
}

/** What two files share piece by piece, in order, and what lies between, in order. */
export interface PairedPieces {
  runs: Run[];
  gaps: PieceGap[];
}

type Link = readonly [before: number, after: number];

/**
 * Pairs the pieces of two files, each of which is all of a file in order. Where files are cut by content, only the pieces
 * that an edit touched are left over, so that only these have to be read. Pieces that both have once lead; the longest
 * chain of them that is in order in both counts, and grows over equal neighbours. O(pieces · log(pieces)).
 */
export function pairPieces(before: readonly Piece[], after: readonly Piece[]): PairedPieces {
  const runs: Run[] = [];
  const gaps: PieceGap[] = [];
  let [beforeEnd, afterEnd] = [0, 0];
  const skipTo = (beforeAt: number, afterAt: number) => {
    if (beforeAt === beforeEnd && afterAt === afterEnd) return;
    gaps.push({ before: before.slice(beforeEnd, beforeAt), after: after.slice(afterEnd, afterAt) });
  };
  for (const [beforeAt, afterAt] of listLinks(before, after)) {
    const [own, other] = [before[beforeAt] as Piece, after[afterAt] as Piece];
    const last = runs.at(-1);
    if (last && beforeAt === beforeEnd && afterAt === afterEnd) last.frames += own.frames;
    else runs.push({ beforeStart: own.startFrame, afterStart: other.startFrame, frames: own.frames });
    skipTo(beforeAt, afterAt);
    [beforeEnd, afterEnd] = [beforeAt + 1, afterAt + 1];
  }
  skipTo(before.length, after.length);
  return { runs, gaps };
}

/** Which piece is which, in order in both. */
function listLinks(before: readonly Piece[], after: readonly Piece[]): Link[] {
  const isEqual = (left: number, right: number) =>
    left < before.length && right < after.length && before[left]?.digest === after[right]?.digest;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isEqual(head, head)) head += 1;
  let tail = 0;
  while (tail < shorter - head && isEqual(before.length - 1 - tail, after.length - 1 - tail)) tail += 1;

  const links: Link[] = Array.from({ length: head }, (_, at) => [at, at]);
  const ends = [before.length - tail, after.length - tail] as const;
  const anchors = keepAscending(findAnchors(before.slice(head, ends[0]), after.slice(head, ends[1])));
  let [beforeNext, afterNext] = [head, head];
  for (const [beforeAnchor, afterAnchor] of [
    ...anchors.map(([left, right]) => [left + head, right + head] as const),
    ends,
  ]) {
    if (beforeAnchor < beforeNext || afterAnchor < afterNext) continue;
    let reach = 0;
    while (
      beforeAnchor - reach > beforeNext &&
      afterAnchor - reach > afterNext &&
      isEqual(beforeAnchor - reach - 1, afterAnchor - reach - 1)
    )
      reach += 1;
    for (; reach > 0; reach--) links.push([beforeAnchor - reach, afterAnchor - reach]);
    [beforeNext, afterNext] = [beforeAnchor, afterAnchor];
    while (beforeNext < ends[0] && afterNext < ends[1] && isEqual(beforeNext, afterNext)) {
      links.push([beforeNext, afterNext]);
      beforeNext += 1;
      afterNext += 1;
    }
  }
  for (; tail > 0; tail--) links.push([before.length - tail, after.length - tail]);
  return links;
}

/** The pieces that each side has once, by their place in `after`. */
function findAnchors(before: readonly Piece[], after: readonly Piece[]): Link[] {
  const placesBefore = placeOnce(before);
  const anchors: Link[] = [];
  for (const [digest, afterAt] of placeOnce(after)) {
    const beforeAt = placesBefore.get(digest) ?? -1;
    if (beforeAt >= 0 && afterAt >= 0) anchors.push([beforeAt, afterAt]);
  }
  return anchors.sort((left, right) => left[1] - right[1]);
}

/** Where each digest is; −1 for one that is in several places. */
function placeOnce(pieces: readonly Piece[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [at, { digest }] of pieces.entries()) places.set(digest, places.has(digest) ? -1 : at);
  return places;
}

/** The longest chain of links that goes up on both sides; they come in order of the second. */
function keepAscending(links: readonly Link[]): Link[] {
  // By length of a chain: the link that ends the chain of this length that ends the earliest.
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [at, [beforeAt]] of links.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((links[ends[middle] as number] as Link)[0] < beforeAt) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = at;
  }
  const chain: Link[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] as number) chain.push(links[at] as Link);
  return chain.reverse();
}
