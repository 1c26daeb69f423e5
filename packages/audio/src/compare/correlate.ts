import { complexArray, fft, ifft } from '@thi.ng/dsp/fft';
import type { FrameSource, FrameValues } from './frame-source.ts';

/** How many frames one value of the coarse signal stands for. */
const DECIMATION = 16;
/** Frames of `after` that are looked for in `before`. */
const WINDOW = 1 << 16;
/** Coarse values of `before` that are searched at once: 2^18 · 16 frames, 87 s at 48 kHz, half to either side. */
const SEARCH = 1 << 18;
const WINDOWS = 12;

/** A place of `after` that was found in `before`, louder or softer. */
export interface Likeness {
  lag: number;
  /** The factor that makes `before` most like `after`; negative when the polarity is turned. */
  gain: number;
  /** Normalised cross-correlation at full rate, 0…1. */
  correlation: number;
}

/**
 * Looks for loud windows of one file in another, whatever the gain: coarsely by Fourier transform over both sides of the
 * same time, then frame by frame around the best place. Answers one likeness for each window that is not silent.
 */
export function findLikenesses(before: FrameSource, after: FrameSource): Likeness[] {
  const coarse = decimate(before, 0, before.frames);
  const likenesses: Likeness[] = [];
  for (const start of pickWindows(after)) {
    const count = Math.min(WINDOW, after.frames - start);
    const pattern = decimate(after, start, count);
    const lag = findCoarseLag(coarse, pattern, start);
    const found = lag === null ? null : refine(before, after, start, count, lag);
    if (found) likenesses.push(found);
  }
  return likenesses;
}

/** The loudest window of each of some equal parts of a file, by the sum of squares. */
function pickWindows(source: FrameSource): number[] {
  const perPart = Math.max(1, Math.floor(source.frames / WINDOW / WINDOWS));
  const starts: number[] = [];
  for (let part = 0; part * perPart * WINDOW < source.frames && starts.length < WINDOWS; part++) {
    let loudest = 0;
    let best = -1;
    for (let index = 0; index < perPart; index++) {
      const start = (part * perPart + index) * WINDOW;
      if (start >= source.frames) break;
      const energy = sumOfSquares(source.read(start, Math.min(WINDOW, source.frames - start)));
      if (energy <= loudest) continue;
      loudest = energy;
      best = start;
    }
    if (best >= 0) starts.push(best);
  }
  return starts;
}

/** Mean of all channels over each group of `DECIMATION` frames. */
function decimate(source: FrameSource, start: number, count: number): Float64Array {
  const coarse = new Float64Array(Math.floor(count / DECIMATION));
  const perRead = 4096;
  for (let from = 0; from < coarse.length; from += perRead) {
    const groups = Math.min(perRead, coarse.length - from);
    const values = source.read(start + from * DECIMATION, groups * DECIMATION);
    const groupValues = DECIMATION * source.channels;
    for (let group = 0; group < groups; group++) {
      let sum = 0;
      for (let at = group * groupValues, end = at + groupValues; at < end; at++) sum += values[at] as number;
      coarse[from + group] = sum;
    }
  }
  return coarse;
}

function findCoarseLag(before: Float64Array, pattern: Float64Array, start: number): number | null {
  const centre = Math.floor(start / DECIMATION);
  const from = Math.max(0, centre - SEARCH / 2);
  const area = before.subarray(from, Math.min(before.length, centre + SEARCH / 2 + pattern.length));
  if (area.length === 0 || pattern.length === 0) return null;
  let size = 1024;
  while (size < area.length + pattern.length) size *= 2;
  const transform = (values: Float64Array) => {
    const complex = complexArray(size);
    (complex[0] as Float64Array).set(values);
    return fft(complex);
  };
  const [real, imaginary] = transform(area);
  const [patternReal, patternImaginary] = transform(pattern);
  for (let at = 0; at < size; at++) {
    const [a, b] = [real[at] as number, imaginary[at] as number];
    const [c, d] = [patternReal[at] as number, patternImaginary[at] as number];
    real[at] = a * c + b * d;
    imaginary[at] = b * c - a * d;
  }
  const [correlation] = ifft([real, imaginary]);
  let best = 0;
  let place: number | null = null;
  for (let shift = 1 - pattern.length; shift < area.length; shift++) {
    const value = Math.abs(correlation[shift < 0 ? shift + size : shift] as number);
    if (value <= best) continue;
    best = value;
    place = shift;
  }
  return place === null ? null : start - (from + place) * DECIMATION;
}

/** Tries every lag near a coarse one on the frames that both files have, and answers the best. */
function refine(
  before: FrameSource,
  after: FrameSource,
  start: number,
  count: number,
  coarseLag: number,
): Likeness | null {
  const reach = 2 * DECIMATION;
  let best: Likeness | null = null;
  for (let lag = coarseLag - reach; lag <= coarseLag + reach; lag++) {
    const from = Math.max(start, lag);
    const frames = Math.min(start + count, before.frames + lag) - from;
    if (frames < DECIMATION) continue;
    // A quarter of the window tells as much about the place as all of it.
    const likeness = measure(before, after, from, Math.min(frames, WINDOW / 4), lag);
    if (likeness && likeness.correlation > (best?.correlation ?? 0)) best = likeness;
  }
  return best;
}

/** The likeness of `frames` frames from `from` on, by least squares over all channels. */
export function measure(
  before: FrameSource,
  after: FrameSource,
  from: number,
  frames: number,
  lag: number,
): Likeness | null {
  const theirs = before.read(from - lag, frames);
  const ours = after.read(from, frames);
  let product = 0;
  let theirEnergy = 0;
  let ourEnergy = 0;
  for (let at = 0; at < ours.length; at++) {
    const [left, right] = [theirs[at] as number, ours[at] as number];
    product += left * right;
    theirEnergy += left * left;
    ourEnergy += right * right;
  }
  if (theirEnergy === 0 || ourEnergy === 0) return null;
  return { lag, gain: product / theirEnergy, correlation: Math.abs(product) / Math.sqrt(theirEnergy * ourEnergy) };
}

function sumOfSquares(values: FrameValues): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at] as number) ** 2;
  return sum;
}
