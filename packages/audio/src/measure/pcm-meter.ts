import type { AudioFacts } from '@beatflow/shared';
import { channelWeights } from '../loudness/channel-weights.ts';
import { LoudnessMeter } from '../loudness/loudness-meter.ts';
import { TruePeakMeter } from '../loudness/true-peak-meter.ts';
import { toPlanar } from '../pcm/planar.ts';
import { PeaksBuilder } from '../peaks/peaks-builder.ts';
import { createExtremes, findExtremes, groupFrames } from './extremes.ts';
import { SilenceMeter } from './silence-meter.ts';

/** What can be measured while frames go by. */
export interface Measurements {
  /** See `encodePeaks`. */
  peaks: Uint8Array;
  /** LUFS; null for silence and for less than 400 ms. */
  integratedLufs: number | null;
  /** dBTP; null for digital silence. */
  truePeakDbtp: number | null;
  /** Frames under −60 dBFS at the beginning; all of them when nothing is louder. */
  silenceHeadFrames: number;
  /** Frames under −60 dBFS at the end; none when all of them are head. */
  silenceTailFrames: number;
}

/** A multiple of the group that stays in the processor's cache with all its channels. */
const chunkFrames = 4096;

/** Measures PCM in one pass, chunk by chunk, without allocating on the way. */
export class PcmMeter {
  readonly #facts: AudioFacts;
  readonly #planes: Float32Array[];
  readonly #extremes;
  readonly #peaks = new PeaksBuilder();
  readonly #silence = new SilenceMeter();
  readonly #loudness: LoudnessMeter;
  readonly #truePeak: TruePeakMeter;
  #filled = 0;
  #position = 0;

  constructor(facts: AudioFacts, channelMask: number | null) {
    const { sampleRate, channels } = facts;
    this.#facts = facts;
    // Each plane keeps the last group of the chunk before, which the true-peak filter reaches back into.
    this.#planes = Array.from({ length: channels }, () => new Float32Array(groupFrames + chunkFrames));
    this.#extremes = createExtremes(channels, chunkFrames / groupFrames);
    this.#loudness = new LoudnessMeter(sampleRate, channelWeights(channels, channelMask));
    this.#truePeak = new TruePeakMeter(sampleRate, channels);
  }

  /** Takes canonical PCM bytes of so many frames. */
  push(bytes: Uint8Array, frames: number): void {
    for (let from = 0; from < frames; ) {
      const count = Math.min(frames - from, chunkFrames - this.#filled);
      toPlanar(bytes, this.#facts, from, count, this.#planes, groupFrames + this.#filled);
      this.#filled += count;
      from += count;
      if (this.#filled === chunkFrames) this.#measureChunk();
    }
  }

  finish(): Measurements {
    this.#measureChunk();
    this.#flushTruePeak();
    const { sampleRate, channels } = this.#facts;
    return {
      peaks: this.#peaks.finish(sampleRate, channels, this.#position),
      integratedLufs: this.#loudness.integratedLufs(),
      truePeakDbtp: this.#truePeak.truePeakDbtp(),
      ...this.#silence.finish(this.#position),
    };
  }

  #measureChunk(): void {
    const frames = this.#filled;
    if (frames === 0) return;
    const end = groupFrames + frames;
    findExtremes(this.#extremes, this.#planes, groupFrames, end);
    this.#peaks.push(this.#extremes, frames);
    this.#silence.push(this.#planes, this.#extremes, this.#position, groupFrames, frames);
    this.#loudness.push(this.#planes, groupFrames, end);
    // A last chunk that is not full ends in silence, so that its groups are whole.
    if (frames < chunkFrames) for (const plane of this.#planes) plane.fill(0, end);
    this.#truePeak.push(this.#planes, this.#extremes);
    for (const plane of this.#planes) plane.copyWithin(0, this.#extremes.groups * groupFrames);
    this.#position += frames;
    this.#filled = 0;
  }

  /** Two groups of silence behind the end, so that the filter rings out. */
  #flushTruePeak(): void {
    for (const plane of this.#planes) plane.fill(0, groupFrames);
    findExtremes(this.#extremes, this.#planes, groupFrames, 3 * groupFrames);
    this.#truePeak.push(this.#planes, this.#extremes);
  }
}
