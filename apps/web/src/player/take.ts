import type { Deck } from './deck.ts';
import type { Lane } from './output.ts';
import { type FrameRange, positionAfter, segmentAt } from './timeline.ts';

interface Scheduled {
  readonly atFrame: number;
  readonly position: number;
  readonly frames: number;
}

/** One uninterrupted stretch of playing: which song position is heard at which output frame, on all stems alike. */
export class Take {
  readonly deck: Deck;
  readonly startFrame: number;
  readonly #lanes: readonly Lane[];
  readonly #loop: FrameRange | null;
  #scheduled: Scheduled[] = [];
  #nextFrame: number;
  #nextPosition: number;
  #endFrame = Number.POSITIVE_INFINITY;

  constructor(
    deck: Deck,
    options: { atFrame: number; position: number; loop: FrameRange | null; fadeInFrames: number },
  ) {
    this.deck = deck;
    this.startFrame = options.atFrame;
    this.#loop = options.loop;
    this.#nextFrame = options.atFrame;
    this.#nextPosition = options.position;
    this.#lanes = deck.openLanes(options.atFrame, options.fadeInFrames);
  }

  /** The output frame up to which sound is scheduled. */
  get scheduledUntil(): number {
    return this.#nextFrame;
  }

  /** The song position that follows what is scheduled. */
  get nextPosition(): number {
    return this.#nextPosition;
  }

  get endFrame(): number {
    return this.#endFrame;
  }

  get reachedEnd(): boolean {
    return segmentAt(this.#nextPosition, this.deck.timeline(this.#loop)) === null;
  }

  /** Schedules segments until `frame` is reached; stops early at the end of the song or where audio is missing. */
  extendTo(frame: number): void {
    const timeline = this.deck.timeline(this.#loop);
    while (this.#nextFrame < frame) {
      const segment = segmentAt(this.#nextPosition, timeline);
      if (segment === null || !this.deck.play(this.#lanes, segment, this.#nextFrame)) return;
      this.#scheduled.push({ atFrame: this.#nextFrame, ...segment });
      this.#nextFrame += segment.frames;
      this.#nextPosition = positionAfter(segment, timeline);
    }
  }

  /** The song position at an output frame; before the start that of the start, behind what is scheduled that of its end. */
  positionAt(frame: number): number {
    for (const { atFrame, position, frames } of this.#scheduled) {
      if (frame < atFrame) return position;
      if (frame < atFrame + frames) return position + frame - atFrame;
    }
    return this.#nextPosition;
  }

  /** Forgets what was heard before `frame`. */
  forgetBefore(frame: number): void {
    const first = this.#scheduled.findIndex(({ atFrame, frames }) => atFrame + frames > frame);
    if (first > 0) this.#scheduled = this.#scheduled.slice(first);
  }

  close(atFrame: number, fadeFrames: number): void {
    this.#endFrame = Math.min(this.#endFrame, atFrame + fadeFrames);
    for (const lane of this.#lanes) lane.close(atFrame, fadeFrames);
  }
}
