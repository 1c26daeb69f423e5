import type { TapeDeck } from './tape-deck.ts';

/** What is still heard of a deck after the playhead left it: a few milliseconds that fade out. */
export class Tail {
  readonly deck: TapeDeck;
  readonly #planes: readonly (readonly Float32Array[])[];
  readonly #frames: number;
  #done = 0;

  /** `planes` are what would have played; `gain` is how loud it was. */
  constructor(deck: TapeDeck, planes: readonly (readonly Float32Array[])[], frames: number, gain: number) {
    for (const stem of planes) {
      for (const plane of stem) {
        for (let i = 0; i < frames; i++) plane[i]! *= gain * (1 - i / frames);
      }
    }
    this.deck = deck;
    this.#planes = planes;
    this.#frames = frames;
  }

  get isOver(): boolean {
    return this.#done >= this.#frames;
  }

  /** Adds the next frames to what the deck puts out. */
  render(frames: number): void {
    const count = Math.min(frames, this.#frames - this.#done);
    for (const [stem, planes] of this.#planes.entries()) {
      for (const [channel, plane] of planes.entries()) {
        const output = this.deck.output[stem]![channel]!;
        for (let i = 0; i < count; i++) output[i]! += plane[this.#done + i]!;
      }
    }
    this.#done += count;
    this.deck.isSilent = false;
  }
}
