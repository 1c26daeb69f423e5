/** A commit by its number; parents have lower numbers. */
export interface BenchCommit {
  parents: number[];
}

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

/**
 * A history as a busy team makes it: some dozens of branches at any time, that grow, are merged into each other, and end;
 * a quarter of all commits are merges.
 */
export function createHistory(size: number, random: () => number): BenchCommit[] {
  const commits: BenchCommit[] = [{ parents: [] }];
  const heads = [0];
  const pick = (length: number) => Math.floor(random() * length);
  while (commits.length < size) {
    const at = pick(heads.length);
    const first = heads[at] as number;
    const dice = random();
    if (dice < 0.25 && heads.length > 1) {
      const other = (at + 1 + pick(heads.length - 1)) % heads.length;
      commits.push({ parents: [first, heads[other] as number] });
      heads[at] = commits.length - 1;
      if (random() < 0.5) heads.splice(other, 1);
    } else {
      commits.push({ parents: [first] });
      if (heads.length < 40 && dice > 0.87) heads.push(commits.length - 1);
      else heads[at] = commits.length - 1;
    }
  }
  return commits;
}
