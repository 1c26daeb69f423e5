import type { FrameRange } from '../timeline.ts';

/** What a deck looks like to the tape: how long it is, how it is cut into blocks, and its stems. */
export interface DeckShape {
  readonly lengthFrames: number;
  readonly blockFrames: number;
  /** Frames at the transport's rate, with one or two channels. */
  readonly stems: readonly { readonly channels: number; readonly frames: number }[];
}

/**
 * What the tape is told, in order. A command with a `serial` moves the playhead; the next report carries the serial of
 * the last one that was followed, so that a report that crossed a command on its way is known.
 */
export type TapeCommand =
  | { readonly kind: 'insert'; readonly deck: number; readonly shape: DeckShape }
  | {
      readonly kind: 'block';
      readonly deck: number;
      readonly stem: number;
      readonly block: number;
      readonly planes: readonly Float32Array[];
    }
  | { readonly kind: 'drop'; readonly deck: number; readonly stem: number; readonly block: number }
  /** Plays a deck from a position, as soon as enough of it is there. */
  | { readonly kind: 'play'; readonly deck: number; readonly position: number; readonly serial: number }
  | { readonly kind: 'pause'; readonly serial: number }
  | { readonly kind: 'seek'; readonly position: number; readonly serial: number }
  | { readonly kind: 'loop'; readonly loop: FrameRange | null }
  /** Goes on with another deck at the same position, as soon as enough of it is there. */
  | { readonly kind: 'switch'; readonly deck: number }
  /** Fades out what is heard of a deck and forgets it. */
  | { readonly kind: 'remove'; readonly deck: number };

/** A stretch of playing without a jump, but for the wraps of its loop: song position `position` is output frame `frame`. */
export interface Run {
  readonly frame: number;
  readonly position: number;
  readonly loop: FrameRange | null;
}

/** What the tape says when something changed. */
export interface TapeReport {
  readonly serial: number;
  /** The deck that is heard, or will be when it plays. */
  readonly deck: number | null;
  readonly position: number;
  /** Null while nothing sounds. */
  readonly run: Run | null;
  readonly isWaiting: boolean;
  /** Decks that were removed and whose last fade is over. */
  readonly released: readonly number[];
}
