import { type Extremes, groupFrames } from '../measure/extremes.ts';
import { type OversamplingBound, oversamplingBound } from './oversampling-bound.ts';
import { oversamplingPhases, phaseTaps } from './oversampling-filter.ts';

/**
 * True peak (ITU-R BS.1770-5, Annex 2): the highest level also between frames, by oversampling 4 times, from 96 kHz on 2 times,
 * from 192 kHz on not at all. Nearly all points between frames need not be computed: where bounds say that they cannot exceed
 * the peak known so far, nothing new can be found.
 */
export class TruePeakMeter {
  readonly #phases: Float64Array[];
  readonly #bound: OversamplingBound;
  /** Level of the last group of the chunk before, per channel. */
  readonly #lastLevels: Float64Array;
  #peak = 0;

  constructor(sampleRate: number, channels: number) {
    const factor = oversamplingFactor(sampleRate);
    this.#phases = oversamplingPhases(factor);
    this.#bound = oversamplingBound(factor);
    this.#lastLevels = new Float64Array(channels);
  }

  /**
   * Takes a chunk of whole groups. In each plane the chunk begins at `groupFrames`; before it lies the last group of the chunk
   * before (zeros at first). A group is finished when the one after it is known, so the last group waits for the next chunk.
   */
  push(planes: readonly Float32Array[], extremes: Extremes): void {
    for (let channel = 0; channel < planes.length; channel++) {
      const lows = extremes.lows[channel]!;
      const highs = extremes.highs[channel]!;
      let before = this.#lastLevels[channel]!;
      for (let group = 0; group < extremes.groups; group++) {
        const level = Math.max(-lows[group]!, highs[group]!);
        if (level > this.#peak) this.#peak = level;
        const highest = Math.max(before, level);
        if (highest * this.#bound.worstGain > this.#peak) {
          this.#searchGroup(planes[channel]!, group * groupFrames, highest);
        }
        before = level;
      }
      this.#lastLevels[channel] = before;
    }
  }

  /** dBTP; null when every sample is zero. */
  truePeakDbtp(): number | null {
    return this.#peak > 0 ? 20 * Math.log10(this.#peak) : null;
  }

  /** Computes the points of the windows that begin in the group at `start`, where their neighbours are high enough. */
  #searchGroup(plane: Float32Array, start: number, level: number): void {
    const { levelGain, bendGain } = this.#bound;
    const margin = levelGain * level + bendGain * largestBend(plane, start, start + 2 * groupFrames);
    if (level + margin <= this.#peak) return;
    const first = start + phaseTaps / 2 - 1;
    for (let i = first; i < first + groupFrames; i++) {
      const highest = Math.max(Math.abs(plane[i]!), Math.abs(plane[i + 1]!));
      if (highest + margin > this.#peak) this.#oversample(plane, i - first + start);
    }
  }

  #oversample(plane: Float32Array, start: number): void {
    for (const taps of this.#phases) {
      // Two sums, so that no addition waits for the one before.
      let even = 0;
      let odd = 0;
      for (let tap = 0; tap < phaseTaps; tap += 2) {
        even += taps[tap]! * plane[start + tap]!;
        odd += taps[tap + 1]! * plane[start + tap + 1]!;
      }
      const level = Math.abs(even + odd);
      if (level > this.#peak) this.#peak = level;
    }
  }
}

/** The largest second difference, of those that lie wholly between `start` and `end`. */
function largestBend(plane: Float32Array, start: number, end: number): number {
  let largest = 0;
  let previous = plane[start]!;
  let slope = plane[start + 1]! - previous;
  previous = plane[start + 1]!;
  for (let i = start + 2; i < end; i++) {
    const value = plane[i]!;
    const next = value - previous;
    const bend = Math.abs(next - slope);
    if (bend > largest) largest = bend;
    previous = value;
    slope = next;
  }
  return largest;
}

function oversamplingFactor(sampleRate: number): number {
  if (sampleRate >= 192_000) return 1;
  return sampleRate >= 96_000 ? 2 : 4;
}
