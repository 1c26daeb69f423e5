/** Frames of one group: small enough to find loud moments, large enough to skip quiet ones cheaply. */
export const groupFrames = 32;

/** The lowest and highest sample of each group of 32 frames, per channel: found once, used by every meter. */
export interface Extremes {
  groups: number;
  lows: readonly Float32Array[];
  highs: readonly Float32Array[];
}

/** Room for the extremes of a chunk. */
export function createExtremes(channels: number, maxGroups: number): Extremes {
  const plane = () => new Float32Array(maxGroups);
  return { groups: 0, lows: Array.from({ length: channels }, plane), highs: Array.from({ length: channels }, plane) };
}

/** Fills in the extremes of the frames `start` to `end`; the last group may be shorter. */
export function findExtremes(extremes: Extremes, planes: readonly Float32Array[], start: number, end: number): void {
  extremes.groups = Math.ceil((end - start) / groupFrames);
  for (let channel = 0; channel < planes.length; channel++) {
    const plane = planes[channel]!;
    const lows = extremes.lows[channel]!;
    const highs = extremes.highs[channel]!;
    for (let group = 0, from = start; from < end; group++, from += groupFrames) {
      const to = Math.min(end, from + groupFrames);
      let low = plane[from]!;
      let high = low;
      for (let i = from + 1; i < to; i++) {
        const value = plane[i]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      lows[group] = low;
      highs[group] = high;
    }
  }
}
