import { SAMPLE_RATE } from './sound.ts';

const TABLE_SIZE = 8192;
const sineTable = Float64Array.from({ length: TABLE_SIZE + 1 }, (_, index) =>
  Math.sin((index / TABLE_SIZE) * 2 * Math.PI),
);

/** The sine of a phase in turns (0…1 is one round); any phase that is not negative will do. */
export function sine(phase: number): number {
  const position = (phase - Math.floor(phase)) * TABLE_SIZE;
  const index = position | 0;
  const before = sineTable[index]!;
  return before + (sineTable[index + 1]! - before) * (position - index);
}

/** What to subtract around a jump of a waveform, so that it does not alias (Välimäki's polynomial BLEP). */
function polyBlep(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}

export class SineOscillator {
  #phase: number;

  constructor(phase = 0) {
    this.#phase = phase;
  }

  next(hz: number): number {
    const value = sine(this.#phase);
    this.#phase += hz / SAMPLE_RATE;
    if (this.#phase >= 1) this.#phase -= 1;
    return value;
  }
}

export class SawOscillator {
  #phase: number;

  constructor(phase = 0) {
    this.#phase = phase;
  }

  next(hz: number): number {
    const step = hz / SAMPLE_RATE;
    const value = 2 * this.#phase - 1 - polyBlep(this.#phase, step);
    this.#phase += step;
    if (this.#phase >= 1) this.#phase -= 1;
    return value;
  }
}

export class PulseOscillator {
  #phase: number;
  readonly #width: number;

  constructor(width = 0.5, phase = 0) {
    this.#width = width;
    this.#phase = phase;
  }

  next(hz: number): number {
    const step = hz / SAMPLE_RATE;
    let fall = this.#phase - this.#width;
    if (fall < 0) fall += 1;
    const value = (this.#phase < this.#width ? 1 : -1) + polyBlep(this.#phase, step) - polyBlep(fall, step);
    this.#phase += step;
    if (this.#phase >= 1) this.#phase -= 1;
    return value;
  }
}
