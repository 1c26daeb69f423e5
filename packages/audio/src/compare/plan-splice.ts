import { alignExactly } from './align-audio.ts';
import type { Run } from './find-runs.ts';
import type { FrameSource } from './frame-source.ts';

/** Frames that go into a splice, in order, and the file that they are copied from. */
export interface SpliceSegment {
  from: 'base' | 'ours' | 'theirs';
  startFrame: number;
  frames: number;
  /** Where ours has the same frames, for who has no base at hand; null where only theirs has them. */
  oursStart: number | null;
}

/** Why two edits of one stem cannot be spliced. */
export type SpliceRefusal = 'different-format' | 'overlapping-edits';

const WINDOW = 1 << 16;

/** A run of frames that all three files have. */
interface Agreement {
  base: number;
  ours: number;
  theirs: number;
  frames: number;
}

/**
 * Plans a file that has the edits of both sides, from stretches of the three files (diff3: S. Khanna, K. Kunal,
 * B. C. Pierce, “A formal investigation of diff3”, 2007). Between stretches where all three agree frame for frame, the
 * side that changed something gives the frames; where both changed, and not alike, there is no splice. Every frame of the
 * result comes from a side exactly. Two edits with nothing between them that all three share count as overlapping.
 */
export function planSplice(base: FrameSource, ours: FrameSource, theirs: FrameSource): SpliceSegment[] | SpliceRefusal {
  if (!isSameFormat(base, ours) || !isSameFormat(base, theirs)) return 'different-format';
  const segments: SpliceSegment[] = [];
  const add = (from: SpliceSegment['from'], startFrame: number, frames: number, oursStart: number | null) => {
    const last = segments.at(-1);
    if (frames === 0) return;
    if (last?.from === from && last.startFrame + last.frames === startFrame) last.frames += frames;
    else segments.push({ from, startFrame, frames, oursStart });
  };

  let end: Agreement = { base: 0, ours: 0, theirs: 0, frames: 0 };
  const last: Agreement = { base: base.frames, ours: ours.frames, theirs: theirs.frames, frames: 0 };
  for (const next of [...findAgreements(alignExactly(base, ours), alignExactly(base, theirs)), last]) {
    const gap = { base: next.base - end.base, ours: next.ours - end.ours, theirs: next.theirs - end.theirs };
    const isOursAsBase = gap.ours === gap.base && isEqual(base, end.base, ours, end.ours, gap.base);
    const isTheirsAsBase = gap.theirs === gap.base && isEqual(base, end.base, theirs, end.theirs, gap.base);
    const isAlike = gap.ours === gap.theirs && isEqual(ours, end.ours, theirs, end.theirs, gap.ours);
    if (isTheirsAsBase || isAlike) add('ours', end.ours, gap.ours, end.ours);
    else if (isOursAsBase) add('theirs', end.theirs, gap.theirs, null);
    else return 'overlapping-edits';
    add('base', next.base, next.frames, next.ours);
    end = {
      base: next.base + next.frames,
      ours: next.ours + next.frames,
      theirs: next.theirs + next.frames,
      frames: 0,
    };
  }
  return segments;
}

function isSameFormat(left: FrameSource, right: FrameSource): boolean {
  return left.channels === right.channels && left.sampleRate === right.sampleRate && left.step === right.step;
}

/** The frames of the base that both sides kept, in order. */
function findAgreements(ours: readonly Run[], theirs: readonly Run[]): Agreement[] {
  const agreements: Agreement[] = [];
  let [left, right] = [0, 0];
  while (left < ours.length && right < theirs.length) {
    const [mine, other] = [ours[left] as Run, theirs[right] as Run];
    const from = Math.max(mine.beforeStart, other.beforeStart);
    const [mineEnd, otherEnd] = [mine.beforeStart + mine.frames, other.beforeStart + other.frames];
    const frames = Math.min(mineEnd, otherEnd) - from;
    if (frames > 0) {
      agreements.push({
        base: from,
        ours: mine.afterStart + from - mine.beforeStart,
        theirs: other.afterStart + from - other.beforeStart,
        frames,
      });
    }
    if (mineEnd <= otherEnd) left += 1;
    if (otherEnd <= mineEnd) right += 1;
  }
  return agreements;
}

function isEqual(
  left: FrameSource,
  leftStart: number,
  right: FrameSource,
  rightStart: number,
  frames: number,
): boolean {
  for (let at = 0; at < frames; at += WINDOW) {
    const count = Math.min(WINDOW, frames - at);
    const mine = left.read(leftStart + at, count);
    const other = right.read(rightStart + at, count);
    for (let index = 0; index < mine.length; index++) if (mine[index] !== other[index]) return false;
  }
  return true;
}
