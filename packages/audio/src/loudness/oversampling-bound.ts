import { oversamplingPhases, phaseTaps } from './oversampling-filter.ts';

/**
 * How far a point between two frames can lie above what is known without computing it. With L the highest of the 32 samples under
 * the filter, C the higher of the two beside the point, and D the largest second difference (x[i−1] − 2·x[i] + x[i+1]) among the 32:
 *
 *   |point| ≤ worstGain · L          and          |point| ≤ C + levelGain · L + bendGain · D
 *
 * The first is the triangle inequality. For the second, the point is the straight line between its neighbours plus the rest
 * of the filter, which is summed by parts twice. Music bends little from frame to frame, so this bound is close to C.
 */
export interface OversamplingBound {
  worstGain: number;
  levelGain: number;
  bendGain: number;
}

/** The bounds that hold for every phase of the filter. */
export function oversamplingBound(factor: number): OversamplingBound {
  const bound = { worstGain: 0, levelGain: 0, bendGain: 0 };
  oversamplingPhases(factor).forEach((taps, i) => {
    const fraction = (i + 1) / factor;
    const worstGain = taps.reduce((sum, tap) => sum + Math.abs(tap), 0);
    const rest = taps.slice();
    rest[phaseTaps / 2 - 1]! -= 1 - fraction;
    rest[phaseTaps / 2]! -= fraction;
    const second = partialSums(partialSums(rest).slice(0, -1));
    const bendGain = second.slice(0, -1).reduce((sum, value) => sum + Math.abs(value), 0);
    bound.worstGain = Math.max(bound.worstGain, worstGain);
    bound.bendGain = Math.max(bound.bendGain, bendGain);
    // What is left over at the end weighs a first difference, which is at most twice the level.
    bound.levelGain = Math.max(bound.levelGain, 2 * Math.abs(second.at(-1)!));
  });
  return bound;
}

function partialSums(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
