import { SAMPLE_RATE } from '../dsp/sound.ts';

/** Sixteenth notes in a bar of four quarters. */
export const STEPS_PER_BAR = 16;

/** Turns bars and sixteenths into frames. `swing` is where the second of two sixteenths falls: 0.5 is straight. */
export class Grid {
  readonly framesPerStep: number;
  readonly #swing: number;

  constructor(bpm: number, swing = 0.5) {
    this.framesPerStep = (SAMPLE_RATE * 60) / bpm / 4;
    this.#swing = swing;
  }

  /** The frame at which a sixteenth begins, counted from the start of the song; it may have a fraction. */
  frameOf(step: number): number {
    const pair = Math.floor(step / 2) * 2;
    const within = step - pair;
    const swung = within < 1 ? within * 2 * this.#swing : 2 * this.#swing + (within - 1) * 2 * (1 - this.#swing);
    return Math.round((pair + swung) * this.framesPerStep);
  }

  frameOfBar(bar: number): number {
    return this.frameOf(bar * STEPS_PER_BAR);
  }
}
