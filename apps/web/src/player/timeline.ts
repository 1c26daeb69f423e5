/** Frames `[startFrame, endFrame)` of the transport. */
export interface FrameRange {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** What decides which frame follows which. `loop` is null when looping is off. */
export interface Timeline {
  readonly lengthFrames: number;
  readonly blockFrames: number;
  readonly loop: FrameRange | null;
}

/** A stretch that plays without a jump and lies inside one block. */
export interface Segment {
  readonly position: number;
  readonly frames: number;
}

/** The stretch that plays from `position`, or null at the end of the song. */
export function segmentAt(position: number, { lengthFrames, blockFrames, loop }: Timeline): Segment | null {
  if (position >= lengthFrames) return null;
  const blockEnd = (Math.floor(position / blockFrames) + 1) * blockFrames;
  let end = Math.min(blockEnd, lengthFrames);
  if (loop !== null && position < loop.endFrame) end = Math.min(end, loop.endFrame);
  return { position, frames: end - position };
}

/** Where playing goes on after a segment: right behind it, or back at the start of the loop. */
export function positionAfter(segment: Segment, { loop }: Timeline): number {
  const end = segment.position + segment.frames;
  return loop !== null && end === loop.endFrame ? loop.startFrame : end;
}

/** The song position that is heard at an output frame of a stretch that began at `run`; before it, the one of its start. */
export function positionInRun(
  run: { readonly frame: number; readonly position: number; readonly loop: FrameRange | null },
  frame: number,
): number {
  const end = run.position + Math.max(0, frame - run.frame);
  const { loop } = run;
  if (loop === null || run.position >= loop.endFrame || end < loop.endFrame) return end;
  return loop.startFrame + ((end - loop.endFrame) % (loop.endFrame - loop.startFrame));
}

/** The blocks that will be needed from `position` on, in the order in which they will be heard, without repeats. */
export function upcomingBlocks(position: number, timeline: Timeline, maxBlocks: number): number[] {
  const blocks = new Set<number>();
  let at = position;
  let jumps = 0;
  while (blocks.size < maxBlocks && jumps < 2) {
    const segment = segmentAt(at, timeline);
    if (segment === null) break;
    blocks.add(Math.floor(at / timeline.blockFrames));
    const next = positionAfter(segment, timeline);
    if (next <= at) jumps++;
    at = next;
  }
  return [...blocks];
}

/** The blocks that the next `frames` frames of playing touch. */
export function blocksAhead(position: number, timeline: Timeline, frames: number): number[] {
  const blocks = new Set<number>();
  let at = position;
  let left = frames;
  while (left > 0) {
    const segment = segmentAt(at, timeline);
    if (segment === null) break;
    blocks.add(Math.floor(at / timeline.blockFrames));
    left -= segment.frames;
    at = positionAfter(segment, timeline);
  }
  return [...blocks];
}
