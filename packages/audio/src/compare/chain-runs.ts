import type { Run } from './find-runs.ts';

/**
 * Chooses runs that tell one story: in order in both files and without overlaps, the longest first. What a longer run
 * has taken is cut off a shorter one; what is then shorter than `minFrames` goes. Answers them in order.
 */
export function chainRuns(candidates: readonly Run[], minFrames: number): Run[] {
  const byLength = [...candidates].sort(
    (left, right) =>
      right.frames - left.frames || left.afterStart - right.afterStart || left.beforeStart - right.beforeStart,
  );
  const chain: Run[] = [];
  for (const run of byLength) {
    const place = chain.findIndex((chosen) => chosen.afterStart > run.afterStart);
    const at = place < 0 ? chain.length : place;
    const fitted = fitBetween(run, chain[at - 1], chain[at]);
    if (fitted.frames >= minFrames) chain.splice(at, 0, fitted);
  }
  return joinRuns(chain);
}

/** Cuts a run so that it starts behind the end of one neighbour, and ends before the start of the other, in both files. */
function fitBetween(run: Run, previous: Run | undefined, next: Run | undefined): Run {
  const cutHead = previous
    ? Math.max(
        0,
        previous.afterStart + previous.frames - run.afterStart,
        previous.beforeStart + previous.frames - run.beforeStart,
      )
    : 0;
  const room = next
    ? Math.min(next.afterStart - run.afterStart, next.beforeStart - run.beforeStart)
    : Number.POSITIVE_INFINITY;
  return {
    beforeStart: run.beforeStart + cutHead,
    afterStart: run.afterStart + cutHead,
    frames: Math.min(run.frames, room) - cutHead,
  };
}

/** Makes one run of those that follow each other in both files. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const isNext =
      last && last.afterStart + last.frames === run.afterStart && last.beforeStart + last.frames === run.beforeStart;
    if (isNext) last.frames += run.frames;
    else joined.push({ ...run });
  }
  return joined;
}
