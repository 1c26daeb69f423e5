import { blocksAhead, type FrameRange, positionAfter, type Segment, segmentAt, type Timeline } from '../timeline.ts';
import type { DeckShape } from './tape-messages.ts';

/** The longest stretch that is rendered at once; a render quantum of Web Audio has 128 frames. */
const MAX_QUANTUM = 1_024;

/** The blocks of one version that are on the tape, and what its stems put out in this quantum. */
export class TapeDeck {
  readonly shape: DeckShape;
  readonly #blocks: Map<number, readonly Float32Array[]>[];
  /** One array per stem and channel, `MAX_QUANTUM` frames. */
  readonly output: Float32Array[][];
  isSilent = true;

  constructor(shape: DeckShape) {
    this.shape = shape;
    this.#blocks = shape.stems.map(() => new Map());
    this.output = shape.stems.map(({ channels }) =>
      Array.from({ length: channels }, () => new Float32Array(MAX_QUANTUM)),
    );
  }

  put(stem: number, block: number, planes: readonly Float32Array[]): void {
    this.#blocks[stem]?.set(block, planes);
  }

  drop(stem: number, block: number): void {
    this.#blocks[stem]?.delete(block);
  }

  timeline(loop: FrameRange | null): Timeline {
    return { lengthFrames: this.shape.lengthFrames, blockFrames: this.shape.blockFrames, loop };
  }

  /** Whether all stems are here for that much playing. */
  isReady(position: number, loop: FrameRange | null, frames: number): boolean {
    return blocksAhead(position, this.timeline(loop), frames).every((block) => this.#has(block));
  }

  /** What plays without a jump from `position` on; null at the end of the song, 'missing' where a stem has not arrived. */
  next(position: number, loop: FrameRange | null): Segment | null | 'missing' {
    const segment = segmentAt(position, this.timeline(loop));
    if (segment === null) return null;
    return this.#has(Math.floor(position / this.shape.blockFrames)) ? segment : 'missing';
  }

  /** Where playing goes on after `frames` frames of a segment. */
  after(segment: Segment, frames: number, loop: FrameRange | null): number {
    return frames < segment.frames ? segment.position + frames : positionAfter(segment, this.timeline(loop));
  }

  silence(): void {
    if (this.isSilent) return;
    for (const planes of this.output) for (const plane of planes) plane.fill(0);
    this.isSilent = true;
  }

  /** Copies frames that lie in one block to `offset` of other arrays of the same shape. */
  copy(position: number, frames: number, into: readonly (readonly Float32Array[])[], offset: number): void {
    const block = Math.floor(position / this.shape.blockFrames);
    const start = position - block * this.shape.blockFrames;
    for (const [stem, planes] of into.entries()) {
      const source = this.#blocks[stem]!.get(block);
      if (source === undefined) continue;
      for (const [channel, plane] of planes.entries()) {
        const data = source[channel]!;
        // A stem may end in the middle of a block.
        if (start < data.length) plane.set(data.subarray(start, Math.min(data.length, start + frames)), offset);
      }
    }
  }

  /** The next frames from `position` on, in arrays of their own; what is missing is silence. */
  read(position: number, frames: number, loop: FrameRange | null): Float32Array[][] {
    const out = this.shape.stems.map(({ channels }) =>
      Array.from({ length: channels }, () => new Float32Array(frames)),
    );
    let at = position;
    for (let done = 0; done < frames; ) {
      const segment = segmentAt(at, this.timeline(loop));
      if (segment === null) break;
      const count = Math.min(segment.frames, frames - done);
      this.copy(at, count, out, done);
      at = this.after(segment, count, loop);
      done += count;
    }
    return out;
  }

  #has(block: number): boolean {
    const start = block * this.shape.blockFrames;
    return this.shape.stems.every(({ frames }, stem) => start >= frames || this.#blocks[stem]!.has(block));
  }
}
