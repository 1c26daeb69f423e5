import type { FrameSource, FrameValues } from './frame-source.ts';

const WINDOW = 1 << 16;

/** What two files have in common at either end, in frames; the two never overlap in either file. */
export interface CommonEnds {
  head: number;
  tail: number;
}

/**
 * Measures what two files share at their ends, bit for bit: a punch-in leaves nearly everything. An end that is silence
 * throughout says nothing, and counts as none, unless it continues sound that both have. O(frames), and far cheaper than
 * to look for what has moved.
 */
export function measureCommonEnds(
  before: FrameSource,
  after: FrameSource,
  continues: { head?: boolean; tail?: boolean } = {},
): CommonEnds {
  const shorter = Math.min(before.frames, after.frames);
  const head = countAlike(before, after, shorter, 'head', continues.head);
  const tail = countAlike(before, after, shorter - head, 'tail', continues.tail);
  return { head, tail };
}

/** Frames `start` up to `end` of a file, as a file of their own. */
export function cutFrames(source: FrameSource, start: number, end: number): FrameSource {
  if (start === 0 && end === source.frames) return source;
  const { channels, sampleRate, step } = source;
  return {
    frames: end - start,
    channels,
    sampleRate,
    step,
    read: (startFrame, frameCount) => source.read(start + startFrame, frameCount),
  };
}

function countAlike(
  before: FrameSource,
  after: FrameSource,
  limit: number,
  end: 'head' | 'tail',
  isContinued = false,
): number {
  let alike = 0;
  let hasSound = isContinued;
  while (alike < limit) {
    const count = Math.min(WINDOW, limit - alike);
    const startOf = ({ frames }: FrameSource) => (end === 'head' ? alike : frames - alike - count);
    const left = before.read(startOf(before), count);
    const right = after.read(startOf(after), count);
    const equal = end === 'head' ? countEqualFromStart(left, right) : countEqualFromEnd(left, right);
    hasSound ||= isSounding(right, end === 'head' ? 0 : right.length - equal, equal);
    const frames = Math.floor(equal / after.channels);
    alike += frames;
    if (frames < count) break;
  }
  return hasSound ? alike : 0;
}

function countEqualFromStart(left: FrameValues, right: FrameValues): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return at;
}

function countEqualFromEnd(left: FrameValues, right: FrameValues): number {
  let at = left.length;
  while (at > 0 && left[at - 1] === right[at - 1]) at -= 1;
  return left.length - at;
}

function isSounding(values: FrameValues, from: number, count: number): boolean {
  for (let at = from; at < from + count; at++) if (values[at] !== 0) return true;
  return false;
}
