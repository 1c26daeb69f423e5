import type { GraphCommit } from '../graph/commit-graph.ts';

/** The shapes that histories of people take, and some that nobody would make. */
export type HistoryShape = 'linear' | 'bushy' | 'criss-cross' | 'many-roots';

/** A repeatable source of numbers in [0, 1): mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Makes a random history of `size` commits, parents before children; a commit has at most two parents. */
export function createRandomHistory(shape: HistoryShape, size: number, seed: number): GraphCommit[] {
  const random = createRandom(seed);
  const pick = (from: number, to: number) => from + Math.floor(random() * (to - from));
  const commits: GraphCommit[] = [];
  for (let index = 0; index < size; index++) {
    commits.push({
      id: `c${String(index).padStart(6, '0')}`,
      parentIds: pickParents(index).map((at) => commits[at]!.id),
    });
  }
  return commits;

  function pickParents(index: number): number[] {
    if (index === 0) return [];
    if (shape === 'linear') return [index - 1];
    if (shape === 'criss-cross') {
      // Two lines that keep merging each other, both ways at once.
      if (index < 3) return [0];
      const other = index % 2 === 0 ? index - 1 : index - 3;
      return other >= 0 && random() < 0.4 ? [index - 2, other] : [index - 2];
    }
    if (shape === 'many-roots' && random() < 0.08) return [];
    const reach = random() < 0.2 ? index : Math.min(index, 12);
    const first = pick(index - reach, index);
    if (random() < 0.75) return [first];
    const second = pick(Math.max(0, index - 40), index);
    return second === first ? [first] : [first, second];
  }
}
