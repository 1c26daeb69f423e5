import type { FrameSource } from './frame-source.ts';

const WINDOW = 1 << 15;

/** What would make the frames of one file those of another: moved by `lag`, multiplied by `gain`, within `tolerance`. */
export interface Model {
  lag: number;
  gain: number;
  /** The largest difference that still counts as equal, of full scale. */
  tolerance: number;
}

/** Frames of two files that are equal under a model. */
export interface Run {
  beforeStart: number;
  afterStart: number;
  frames: number;
}

/** Finds all runs of at least `minFrames` frames that are equal in every channel under a model, in order. O(frames). */
export function findRuns(before: FrameSource, after: FrameSource, model: Model, minFrames: number): Run[] {
  const { lag, gain, tolerance } = model;
  const { channels } = after;
  const runs: Run[] = [];
  const first = Math.max(0, lag);
  const last = Math.min(after.frames, before.frames + lag);
  let runStart = -1;
  const end = (at: number) => {
    if (runStart >= 0 && at - runStart >= minFrames) {
      runs.push({ beforeStart: runStart - lag, afterStart: runStart, frames: at - runStart });
    }
    runStart = -1;
  };
  for (let from = first; from < last; from += WINDOW) {
    const count = Math.min(WINDOW, last - from);
    const theirs = before.read(from - lag, count);
    const ours = after.read(from, count);
    for (let frame = 0; frame < count; frame++) {
      let isEqual = true;
      for (let at = frame * channels, next = at + channels; at < next; at++) {
        const difference = (ours[at] as number) - gain * (theirs[at] as number);
        if (difference <= tolerance && difference >= -tolerance) continue;
        isEqual = false;
        break;
      }
      if (isEqual) {
        if (runStart < 0) runStart = from + frame;
      } else if (runStart >= 0) end(from + frame);
    }
  }
  end(last);
  return runs;
}
