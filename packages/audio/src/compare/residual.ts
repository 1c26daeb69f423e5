import type { Run } from './find-runs.ts';
import type { FrameSource } from './frame-source.ts';

const WINDOW = 1 << 16;
/** Stands for “nothing is left”: below what 32 bits can tell. */
const NOTHING_DB = -200;

/**
 * What is left of the later file when the earlier one, moved as the runs say and multiplied by the gain, is taken from
 * it: energy of the difference by energy of the file, in decibels, −200…+∞. Frames outside the runs go with the run
 * before them, frames that the earlier file does not have are left whole.
 */
export function computeResidualDb(before: FrameSource, after: FrameSource, runs: readonly Run[], gain: number): number {
  let left = 0;
  let whole = 0;
  const stretches = runs.map((run, index) => ({
    lag: run.afterStart - run.beforeStart,
    from: index === 0 ? 0 : run.afterStart,
    to: runs[index + 1]?.afterStart ?? after.frames,
  }));
  for (const { lag, from, to } of stretches) {
    for (let start = from; start < to; start += WINDOW) {
      const count = Math.min(WINDOW, to - start);
      const ours = after.read(start, count);
      const known = { from: Math.max(start, lag), to: Math.min(start + count, before.frames + lag) };
      const theirs = known.to > known.from ? before.read(known.from - lag, known.to - known.from) : new Float64Array(0);
      const offset = (known.from - start) * after.channels;
      for (let at = 0; at < ours.length; at++) {
        const value = ours[at] as number;
        const other = at >= offset && at - offset < theirs.length ? (theirs[at - offset] as number) : 0;
        left += (value - gain * other) ** 2;
        whole += value ** 2;
      }
    }
  }
  if (left === 0) return NOTHING_DB;
  if (whole === 0) return 0;
  return Math.max(NOTHING_DB, Math.round(10 * Math.log10(left / whole) * 100) / 100);
}
