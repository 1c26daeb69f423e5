import { SAMPLE_RATE } from './sound.ts';

/** A state variable filter that stays in tune and stable while it moves (Simper's trapezoidal form). */
export class StateVariableFilter {
  #a1 = 0;
  #a2 = 0;
  #a3 = 0;
  #k = 1;
  #s1 = 0;
  #s2 = 0;
  #band = 0;
  #low = 0;

  constructor(hz = 1000, resonance = Math.SQRT1_2) {
    this.tune(hz, resonance);
  }

  tune(hz: number, resonance = Math.SQRT1_2): void {
    const g = Math.tan((Math.PI * Math.min(Math.max(hz, 10), SAMPLE_RATE * 0.45)) / SAMPLE_RATE);
    this.#k = 1 / resonance;
    this.#a1 = 1 / (1 + g * (g + this.#k));
    this.#a2 = g * this.#a1;
    this.#a3 = g * this.#a2;
  }

  #advance(input: number): void {
    const v3 = input - this.#s2;
    this.#band = this.#a1 * this.#s1 + this.#a2 * v3;
    this.#low = this.#s2 + this.#a2 * this.#s1 + this.#a3 * v3;
    this.#s1 = 2 * this.#band - this.#s1;
    this.#s2 = 2 * this.#low - this.#s2;
  }

  low(input: number): number {
    this.#advance(input);
    return this.#low;
  }

  high(input: number): number {
    this.#advance(input);
    return input - this.#k * this.#band - this.#low;
  }

  /** The band around the frequency, at unity there whatever the resonance. */
  band(input: number): number {
    this.#advance(input);
    return this.#band * this.#k;
  }
}

/** The gentlest low-pass: 6 dB per octave. */
export class OnePole {
  readonly #amount: number;
  #value = 0;

  constructor(hz: number) {
    this.#amount = 1 - Math.exp((-2 * Math.PI * hz) / SAMPLE_RATE);
  }

  low(input: number): number {
    this.#value += (input - this.#value) * this.#amount;
    return this.#value;
  }

  high(input: number): number {
    return input - this.low(input);
  }
}
