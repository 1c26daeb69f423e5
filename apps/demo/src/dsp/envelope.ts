import { SAMPLE_RATE } from './sound.ts';

export interface EnvelopeTimes {
  attackSeconds: number;
  decaySeconds: number;
  /** Where it rests while the note is held: 0…1. */
  sustain: number;
  releaseSeconds: number;
}

/** Rises in a straight line, falls as things in nature do: fast at first, then slower. */
export class Envelope {
  readonly #attackStep: number;
  readonly #decay: number;
  readonly #release: number;
  readonly #sustain: number;
  #isRising = true;
  value = 0;

  constructor(times: EnvelopeTimes) {
    this.#attackStep = 1 / Math.max(1, times.attackSeconds * SAMPLE_RATE);
    this.#decay = decayPerFrame(times.decaySeconds);
    this.#release = decayPerFrame(times.releaseSeconds);
    this.#sustain = times.sustain;
  }

  next(isHeld: boolean): number {
    if (!isHeld) {
      this.value *= this.#release;
    } else if (this.#isRising) {
      this.value += this.#attackStep;
      if (this.value >= 1) {
        this.value = 1;
        this.#isRising = false;
      }
    } else {
      this.value = this.#sustain + (this.value - this.#sustain) * this.#decay;
    }
    return this.value;
  }
}

/** The factor per frame of something that falls by 60 dB in the given time. */
export function decayPerFrame(seconds: number): number {
  return 10 ** (-3 / Math.max(1, seconds * SAMPLE_RATE));
}
