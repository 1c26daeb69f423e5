/** Taps of each phase: the frames that one point between frames is computed from. */
export const phaseTaps = 32;

const kaiserBeta = 9;

/**
 * A polyphase interpolator in the manner of ITU-R BS.1770-5, Annex 2, with more than twice its taps: for each point between two frames, the
 * weights of the 16 frames before and the 16 after. A sinc under a Kaiser window; each phase passes a constant unchanged.
 */
export function oversamplingPhases(factor: number): Float64Array[] {
  const phases: Float64Array[] = [];
  for (let step = 1; step < factor; step++) {
    const taps = Float64Array.from({ length: phaseTaps }, (_, i) => {
      const distance = i - (phaseTaps / 2 - 1) - step / factor;
      return sinc(distance) * kaiser(distance / (phaseTaps / 2));
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    phases.push(taps.map((tap) => tap / sum));
  }
  return phases;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return besselI0(kaiserBeta * Math.sqrt(Math.max(0, 1 - x * x))) / besselI0(kaiserBeta);
}

function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
