import { type Extremes, groupFrames } from '../measure/extremes.ts';
import { encodePeaks, type PeakLevel } from './encode-peaks.ts';

const finestFrames = 256;
const coarsestFrames = 65_536;
const zoomStep = 4;
/** A level this small fits any screen; nothing coarser is useful. */
const smallestLevel = 256;
/** 8 MiB: three hours at 48 kHz. Longer files begin at a coarser zoom, so memory stays bounded. */
const maxBuckets = 2 ** 21;

/** Collects the lowest and highest sample over all channels of each bucket, while frames go by. */
export class PeaksBuilder {
  #framesPerBucket = finestFrames;
  #pairs = new Int16Array(2 * 4096);
  #buckets = 0;
  #framesInBucket = 0;
  #low = Infinity;
  #high = -Infinity;

  /** Takes the groups of `frames` consecutive frames; only the last group of a file may be incomplete. */
  push(extremes: Extremes, frames: number): void {
    const { lows, highs, groups } = extremes;
    for (let group = 0; group < groups; group++) {
      for (let channel = 0; channel < lows.length; channel++) {
        const low = lows[channel]![group]!;
        const high = highs[channel]![group]!;
        if (low < this.#low) this.#low = low;
        if (high > this.#high) this.#high = high;
      }
      this.#framesInBucket += Math.min(groupFrames, frames - group * groupFrames);
      if (this.#framesInBucket === this.#framesPerBucket) this.#endBucket();
    }
  }

  /** The peaks at every zoom, encoded. */
  finish(sampleRate: number, channels: number, frames: number): Uint8Array {
    if (this.#framesInBucket > 0) this.#endBucket();
    const levels: PeakLevel[] = [
      { framesPerBucket: this.#framesPerBucket, pairs: this.#pairs.slice(0, 2 * this.#buckets) },
    ];
    for (
      let last: PeakLevel = levels[0]!;
      last.pairs.length > 2 * smallestLevel && last.framesPerBucket < coarsestFrames;
    ) {
      last = { framesPerBucket: last.framesPerBucket * zoomStep, pairs: zoomOut(last.pairs) };
      levels.push(last);
    }
    return encodePeaks({ sampleRate, channels, frames, levels: levels.reverse() });
  }

  #endBucket(): void {
    if (this.#buckets === maxBuckets) this.#zoomOut();
    else if (2 * this.#buckets === this.#pairs.length) this.#grow();
    this.#pairs[2 * this.#buckets] = Math.max(-32_768, Math.floor(this.#low * 32_768));
    this.#pairs[2 * this.#buckets + 1] = Math.min(32_767, Math.ceil(this.#high * 32_768));
    this.#buckets += 1;
    this.#framesInBucket = 0;
    this.#low = Infinity;
    this.#high = -Infinity;
  }

  #grow(): void {
    const larger = new Int16Array(2 * this.#pairs.length);
    larger.set(this.#pairs);
    this.#pairs = larger;
  }

  #zoomOut(): void {
    const coarser = zoomOut(this.#pairs);
    this.#pairs.set(coarser);
    this.#buckets = coarser.length / 2;
    this.#framesPerBucket *= zoomStep;
  }
}

function zoomOut(pairs: Int16Array): Int16Array {
  const buckets = Math.ceil(pairs.length / 2 / zoomStep);
  const coarser = new Int16Array(2 * buckets);
  for (let bucket = 0; bucket < buckets; bucket++) {
    let low = 32_767;
    let high = -32_768;
    for (let i = bucket * 2 * zoomStep; i < Math.min(pairs.length, (bucket + 1) * 2 * zoomStep); i += 2) {
      low = Math.min(low, pairs[i]!);
      high = Math.max(high, pairs[i + 1]!);
    }
    coarser[2 * bucket] = low;
    coarser[2 * bucket + 1] = high;
  }
  return coarser;
}
