import { type Extremes, groupFrames } from './extremes.ts';

/**
 * −60 dBFS. Above lie the quietest things that people mean to be heard (reverb tails, breaths); below lie dither, hum and the
 * noise of converters and preamps.
 */
export const silenceThreshold = 10 ** (-60 / 20);

/** Finds how many frames at the beginning and the end stay under the threshold on every channel. */
export class SilenceMeter {
  #first = -1;
  #last = -1;

  /** Takes the next chunk, which begins at frame `position` of the file and at `start` of each plane. */
  push(planes: readonly Float32Array[], extremes: Extremes, position: number, start: number, frames: number): void {
    for (let channel = 0; channel < planes.length; channel++) {
      const plane = planes[channel]!;
      const firstGroup = firstLoudGroup(extremes, channel);
      if (firstGroup < 0) continue;
      // Once the head has ended in an earlier chunk, only the tail can still change.
      if (this.#first < 0 || this.#first >= position) {
        const first = position + firstLoud(plane, firstGroup, start);
        this.#first = this.#first < 0 ? first : Math.min(this.#first, first);
      }
      this.#last = Math.max(this.#last, position + lastLoud(plane, extremes, channel, start, frames));
    }
  }

  /** All frames are head when nothing is loud; head and tail never overlap. */
  finish(frames: number): { silenceHeadFrames: number; silenceTailFrames: number } {
    if (this.#first < 0) return { silenceHeadFrames: frames, silenceTailFrames: 0 };
    return { silenceHeadFrames: this.#first, silenceTailFrames: frames - 1 - this.#last };
  }
}

function firstLoudGroup(extremes: Extremes, channel: number): number {
  for (let group = 0; group < extremes.groups; group++) if (isLoudGroup(extremes, channel, group)) return group;
  return -1;
}

function firstLoud(plane: Float32Array, group: number, start: number): number {
  let i = group * groupFrames;
  while (Math.abs(plane[start + i]!) < silenceThreshold) i++;
  return i;
}

function lastLoud(plane: Float32Array, extremes: Extremes, channel: number, start: number, frames: number): number {
  let group = extremes.groups - 1;
  while (!isLoudGroup(extremes, channel, group)) group--;
  let i = Math.min(frames, (group + 1) * groupFrames) - 1;
  while (Math.abs(plane[start + i]!) < silenceThreshold) i--;
  return i;
}

function isLoudGroup(extremes: Extremes, channel: number, group: number): boolean {
  return extremes.highs[channel]![group]! >= silenceThreshold || -extremes.lows[channel]![group]! >= silenceThreshold;
}
