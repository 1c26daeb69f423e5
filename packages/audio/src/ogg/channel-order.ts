/** Where each channel of the WAV order lies in the order of Vorbis and Opus (Vorbis I specification, section 4.3.9). */
const vorbisOrder: Record<number, number[]> = {
  3: [0, 2, 1],
  5: [0, 2, 1, 3, 4],
  6: [0, 2, 1, 5, 3, 4],
  7: [0, 2, 1, 6, 5, 3, 4],
  8: [0, 2, 1, 7, 5, 6, 3, 4],
};

/** Puts decoded channels into the order that WAV and the rest of BeatFlow have. */
export function toWavOrder<T>(planes: readonly T[]): T[] {
  const order = vorbisOrder[planes.length];
  return order ? order.map((index) => planes[index]!) : planes.slice();
}
