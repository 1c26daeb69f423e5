import { type Extremes, groupFrames } from '../measure/extremes.ts';
import { oversamplingPhases, phaseTaps } from './oversampling-filter.ts';

/**
 * True peak (ITU-R BS.1770-5, Annex 2): the highest level also between frames, by oversampling 4 times, from 96 kHz on 2 times,
 * from 192 kHz on not at all. Most frames are never oversampled: where the samples of a span are so low that even the worst
 * case of the filter stays under the peak known so far, nothing new can be found.
 */
export class TruePeakMeter {
  readonly #phases: Float64Array[];
  readonly #worstGain: number;
  /** Level of the last group of the chunk before, per channel. */
  readonly #lastLevels: Float64Array;
  #peak = 0;

  constructor(sampleRate: number, channels: number) {
    this.#phases = oversamplingPhases(oversamplingFactor(sampleRate));
    this.#worstGain = Math.max(0, ...this.#phases.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));
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
        if (Math.max(before, level) * this.#worstGain > this.#peak) {
          this.#oversample(planes[channel]!, group * groupFrames);
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

  /** Computes the points between frames for every window that begins in the group at `start`. */
  #oversample(plane: Float32Array, start: number): void {
    let peak = this.#peak;
    for (const taps of this.#phases) {
      for (let i = start; i < start + groupFrames; i++) {
        let sum = 0;
        for (let tap = 0; tap < phaseTaps; tap++) sum += taps[tap]! * plane[i + tap]!;
        if (sum > peak) peak = sum;
        else if (-sum > peak) peak = -sum;
      }
    }
    this.#peak = peak;
  }
}

function oversamplingFactor(sampleRate: number): number {
  if (sampleRate >= 192_000) return 1;
  return sampleRate >= 96_000 ? 2 : 4;
}
