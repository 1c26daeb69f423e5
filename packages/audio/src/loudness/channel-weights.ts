const back = 0x10 | 0x20;
const side = 0x200 | 0x400;
const lowFrequency = 0x8;

/** The usual speakers of so many channels, as FLAC and WAV order them (RFC 9639, section 9.1.3). */
const usualMasks: Record<number, number> = {
  1: 0x4,
  2: 0x3,
  3: 0x7,
  4: 0x33,
  5: 0x37,
  6: 0x3f,
  7: 0x70f,
  8: 0x63f,
};

/**
 * How much each channel counts towards loudness (ITU-R BS.1770-5, Annex 1, table 3 and Annex 3): surround speakers 1.41, the
 * low-frequency channel nothing, all others 1. Where sides and backs are both there, the backs are behind 120° and count 1.
 */
export function channelWeights(channels: number, channelMask: number | null): number[] {
  const mask = channelMask ?? usualMasks[channels] ?? 0;
  const surround = mask & side ? side : back;
  const weights: number[] = [];
  for (let bit = 1; bit !== 0 && bit <= 0x20000 && weights.length < channels; bit *= 2) {
    if (!(mask & bit)) continue;
    if (bit === lowFrequency) weights.push(0);
    else weights.push(surround & bit ? 1.41 : 1);
  }
  while (weights.length < channels) weights.push(1);
  return weights;
}
