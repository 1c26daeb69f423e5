/** A second-order section, `a0` being 1. */
export interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/**
 * The two stages of K-weighting (ITU-R BS.1770-5, Annex 1, tables 1 and 2) at any sample rate. The standard gives numbers for
 * 48 kHz alone; these are the analogue prototypes behind them (a high shelf of 4 dB and a high pass of 38 Hz), as derived by
 * libebur128, and they give the standard's numbers at 48 kHz.
 */
export function kWeighting(sampleRate: number): { shelf: Biquad; highPass: Biquad } {
  return { shelf: highShelf(sampleRate), highPass: highPass(sampleRate) };
}

function highShelf(sampleRate: number): Biquad {
  const gainDb = 3.999843853973347;
  const q = 0.7071752369554196;
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const high = 10 ** (gainDb / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function highPass(sampleRate: number): Biquad {
  const q = 0.5003270373238773;
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/** Filters one channel and sums the squares of what comes out; its state lives from call to call. */
export class KWeightedPower {
  readonly #coefficients: Float64Array;
  readonly #state = new Float64Array(4);

  constructor(sampleRate: number) {
    const { shelf: s, highPass: h } = kWeighting(sampleRate);
    this.#coefficients = Float64Array.of(s.b0, s.b1, s.b2, s.a1, s.a2, h.a1, h.a2);
  }

  /** The sum of the squares of the weighted frames `from` to `to`. */
  sumOfSquares(samples: Float32Array, from: number, to: number): number {
    const [b0, b1, b2, a1, a2, c1, c2] = this.#coefficients as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const state = this.#state;
    // Both stages in transposed direct form II: two states each, all in local variables.
    let s1 = state[0]!;
    let s2 = state[1]!;
    let h1 = state[2]!;
    let h2 = state[3]!;
    let sum = 0;
    for (let i = from; i < to; i++) {
      const x = samples[i]!;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      const z = y + h1;
      h1 = -2 * y - c1 * z + h2;
      h2 = y - c2 * z;
      sum += z * z;
    }
    state[0] = settle(s1);
    state[1] = settle(s2);
    state[2] = settle(h1);
    state[3] = settle(h2);
    return sum;
  }
}

/** After the music a filter rings on in ever smaller numbers; below the smallest normal ones arithmetic is 100 times slower. */
function settle(state: number): number {
  return Math.abs(state) < 1e-20 ? 0 : state;
}
