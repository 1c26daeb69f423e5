const ZERO_CROSSINGS = 32;
const MAX_PHASES = 2_048;
const KAISER_BETA = 9;

/** A windowed-sinc filter bank that turns one rate into another. One filter per phase of the reduced ratio. */
export interface Resampler {
  readonly fromRate: number;
  readonly toRate: number;
  /** How many input frames to either side of a position an output frame depends on. */
  readonly reach: number;
  readonly phases: number;
  readonly taps: readonly Float32Array[];
}

function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Output frame n lies at input position n × fromRate / toRate. When slowing the rate down, the cutoff moves to the lower Nyquist. */
export function createResampler(fromRate: number, toRate: number): Resampler {
  const divisor = greatestCommonDivisor(fromRate, toRate);
  const phases = Math.min(MAX_PHASES, toRate / divisor);
  const cutoff = Math.min(1, toRate / fromRate) * 0.97;
  const reach = Math.ceil(ZERO_CROSSINGS / cutoff);
  const window = besselI0(KAISER_BETA);
  const taps = Array.from({ length: phases }, (_, phase) => {
    const filter = new Float32Array(2 * reach);
    let sum = 0;
    for (let i = 0; i < filter.length; i++) {
      const x = i - reach + 1 - phase / phases;
      const inWindow = Math.max(0, 1 - (x / reach) ** 2);
      const angle = Math.PI * x * cutoff;
      const sinc = x === 0 ? 1 : Math.sin(angle) / angle;
      const value = sinc * (besselI0(KAISER_BETA * Math.sqrt(inWindow)) / window);
      filter[i] = value;
      sum += value;
    }
    // Each phase passes a constant unchanged; without this, silence-free material gets a faint whine at the phase rate.
    for (let i = 0; i < filter.length; i++) filter[i]! /= sum;
    return filter;
  });
  return { fromRate, toRate, reach, phases, taps };
}

/** The input range `[startFrame, endFrame)` that output frames `[from, to)` depend on; it may reach beyond the input, where there is silence. */
export function inputRange(resampler: Resampler, from: number, to: number): { startFrame: number; endFrame: number } {
  const { fromRate, toRate, reach } = resampler;
  return {
    startFrame: Math.floor((from * fromRate) / toRate) - reach,
    endFrame: Math.floor(((to - 1) * fromRate) / toRate) + reach + 2,
  };
}

/** Output frames `[from, to)` of one channel, from input that begins at `inputStart`. Neighbouring calls join without a seam. */
export function resample(
  resampler: Resampler,
  input: Float32Array,
  inputStart: number,
  from: number,
  to: number,
): Float32Array {
  const { fromRate, toRate, reach, phases, taps } = resampler;
  const output = new Float32Array(to - from);
  for (let n = from; n < to; n++) {
    const scaled = n * fromRate;
    let whole = Math.floor(scaled / toRate);
    let phase = Math.round(((scaled - whole * toRate) / toRate) * phases);
    if (phase === phases) {
      phase = 0;
      whole++;
    }
    const filter = taps[phase]!;
    const base = whole - reach + 1 - inputStart;
    let sum = 0;
    for (let i = 0; i < filter.length; i++) sum += filter[i]! * input[base + i]!;
    output[n - from] = sum;
  }
  return output;
}
