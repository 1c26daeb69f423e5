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

/**
 * Filters one channel; its state lives from call to call. Both stages are in transposed direct form II, with everything in local
 * variables, because this loop sees every sample there is.
 */
export class KWeightingFilter {
  readonly #shelf: Biquad;
  readonly #highPass: Biquad;
  #s1 = 0;
  #s2 = 0;
  #h1 = 0;
  #h2 = 0;

  constructor(sampleRate: number) {
    const { shelf, highPass } = kWeighting(sampleRate);
    this.#shelf = shelf;
    this.#highPass = highPass;
  }

  /** The sum of the squares of the weighted samples `from` to `to`. */
  sumOfSquares(samples: Float32Array, from: number, to: number): number {
    const { b0, b1, b2, a1, a2 } = this.#shelf;
    const { a1: c1, a2: c2 } = this.#highPass;
    let [s1, s2, h1, h2] = [this.#s1, this.#s2, this.#h1, this.#h2];
    let sum = 0;
    for (let i = from; i < to; i++) {
      const x = samples[i]!;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      const z = y + h1;
      h1 = h2 - 2 * y - c1 * z;
      h2 = y - c2 * z;
      sum += z * z;
    }
    this.#keep(s1, s2, h1, h2);
    return sum;
  }

  /**
   * The same for two channels at once, which takes little longer than one: each step of a filter waits for the one before, and the
   * processor uses the wait for the other channel. Answers both sums, weighted and added.
   */
  static sumOfPair(
    left: { filter: KWeightingFilter; weight: number; samples: Float32Array },
    right: { filter: KWeightingFilter; weight: number; samples: Float32Array },
    from: number,
    to: number,
  ): number {
    const [a, b] = [left.filter, right.filter];
    const { b0, b1, b2, a1, a2 } = a.#shelf;
    const { a1: c1, a2: c2 } = a.#highPass;
    const [leftSamples, rightSamples] = [left.samples, right.samples];
    let [s1, s2, h1, h2] = [a.#s1, a.#s2, a.#h1, a.#h2];
    let [t1, t2, g1, g2] = [b.#s1, b.#s2, b.#h1, b.#h2];
    let leftSum = 0;
    let rightSum = 0;
    for (let i = from; i < to; i++) {
      const x = leftSamples[i]!;
      const u = rightSamples[i]!;
      const y = b0 * x + s1;
      const v = b0 * u + t1;
      s1 = b1 * x - a1 * y + s2;
      t1 = b1 * u - a1 * v + t2;
      s2 = b2 * x - a2 * y;
      t2 = b2 * u - a2 * v;
      const z = y + h1;
      const w = v + g1;
      h1 = h2 - 2 * y - c1 * z;
      g1 = g2 - 2 * v - c1 * w;
      h2 = y - c2 * z;
      g2 = v - c2 * w;
      leftSum += z * z;
      rightSum += w * w;
    }
    a.#keep(s1, s2, h1, h2);
    b.#keep(t1, t2, g1, g2);
    return left.weight * leftSum + right.weight * rightSum;
  }

  #keep(s1: number, s2: number, h1: number, h2: number): void {
    this.#s1 = settle(s1);
    this.#s2 = settle(s2);
    this.#h1 = settle(h1);
    this.#h2 = settle(h2);
  }
}

/** After the music a filter rings on in ever smaller numbers; below the smallest normal ones arithmetic is 100 times slower. */
function settle(state: number): number {
  return Math.abs(state) < 1e-20 ? 0 : state;
}
