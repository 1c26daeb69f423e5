import { chainRuns, joinRuns } from './chain-runs.ts';
import { findLikenesses, type Likeness, measure } from './correlate.ts';
import { findAnchorLags } from './find-anchors.ts';
import { findRuns, type Run } from './find-runs.ts';
import type { FrameSource } from './frame-source.ts';
import { cutFrames, measureCommonEnds } from './trim.ts';

/** How many different lags are followed at most; a version with more insertions and cuts is told less exactly. */
const MAX_LAGS = 24;
/** Runs that are shorter than this (21 ms at 48 kHz) may be equal by chance, and are not worth a mark of their own. */
const MIN_RUN = 1024;

/** What two files have in common, in order, and the factor that makes the frames of the first those of the second. */
export interface Alignment {
  runs: Run[];
  gain: number;
}

/** Which ends of two sources are known to be cut out of longer files in the middle of something that both have. */
export interface Continuation {
  head?: boolean;
  tail?: boolean;
}

/**
 * Finds the frames that two files share bit for bit, wherever insertions and cuts have moved them. What both begin and
 * end with is told first, so that only what lies between has to be searched; at an end that continues something shared,
 * it is told however short it is.
 */
export function alignExactly(before: FrameSource, after: FrameSource, continues: Continuation = {}): Run[] {
  if (before.channels !== after.channels) return [];
  const ends = measureCommonEnds(before, after, continues);
  const head = ends.head < MIN_RUN && !continues.head ? 0 : ends.head;
  const tail = ends.tail < MIN_RUN && !continues.tail ? 0 : ends.tail;
  const [beforeTail, afterTail] = [before.frames - tail, after.frames - tail];
  const runs = alignMiddle(cutFrames(before, head, beforeTail), cutFrames(after, head, afterTail));
  return joinRuns([
    ...(head > 0 ? [{ beforeStart: 0, afterStart: 0, frames: head }] : []),
    ...runs.map((run) => ({ ...run, beforeStart: run.beforeStart + head, afterStart: run.afterStart + head })),
    ...(tail > 0 ? [{ beforeStart: beforeTail, afterStart: afterTail, frames: tail }] : []),
  ]);
}

function alignMiddle(before: FrameSource, after: FrameSource): Run[] {
  if (before.frames === 0 || after.frames === 0) return [];
  const lags = new Set([0, after.frames - before.frames, ...findAnchorLags(before, after, MAX_LAGS)]);
  return align(before, after, [...lags], { gain: 1, tolerance: 0 });
}

/** Finds the frames that one gain turns into those of the other file, up to its rounding; null where no gain does. */
export function alignWithGain(before: FrameSource, after: FrameSource): Alignment | null {
  if (before.channels !== after.channels) return null;
  const alike = findLikenesses(before, after).filter(({ correlation }) => correlation > 0.999);
  const best = pickCommonGain(alike);
  if (!best) return null;
  const lags = new Set([best.lag, ...alike.filter(({ gain }) => isNearGain(gain, best.gain)).map(({ lag }) => lag)]);
  const tolerance = Math.max(2 * after.step, 2 ** -20);
  const coarse = align(before, after, [...lags], { gain: best.gain, tolerance });
  const gain = fitGain(before, after, coarse) ?? best.gain;
  return { gain, runs: align(before, after, [...lags], { gain, tolerance }) };
}

function align(
  before: FrameSource,
  after: FrameSource,
  lags: readonly number[],
  model: { gain: number; tolerance: number },
): Run[] {
  return chainRuns(
    lags.flatMap((lag) => findRuns(before, after, { ...model, lag }, MIN_RUN)),
    MIN_RUN,
  );
}

const isNearGain = (left: number, right: number) => Math.abs(left / right - 1) < 0.002;

/** The gain that most windows agree on; of equals the one with the best correlation. */
function pickCommonGain(alike: readonly Likeness[]): Likeness | null {
  const agreeing = (one: Likeness) => alike.filter(({ gain }) => isNearGain(gain, one.gain)).length;
  let best: Likeness | null = null;
  for (const one of alike) {
    const difference = best ? agreeing(one) - agreeing(best) : 1;
    if (difference > 0 || (difference === 0 && best && one.correlation > best.correlation)) best = one;
  }
  return best;
}

/** Least squares over what has been found to be equal, at most 16 windows of it. */
function fitGain(before: FrameSource, after: FrameSource, runs: readonly Run[]): number | null {
  const longest = [...runs].sort((left, right) => right.frames - left.frames).slice(0, 16);
  const gains = longest
    .map((run) =>
      measure(before, after, run.afterStart, Math.min(run.frames, 1 << 16), run.afterStart - run.beforeStart),
    )
    .filter((found) => found !== null);
  const weight = gains.reduce((sum, { correlation }) => sum + correlation, 0);
  return weight === 0 ? null : gains.reduce((sum, { gain, correlation }) => sum + gain * correlation, 0) / weight;
}
