/** One zoom of a waveform. */
export interface PeakLevel {
  framesPerBucket: number;
  /** Low and high of each bucket in turn, −32,768 to 32,767. */
  pairs: Int16Array;
}

/** A waveform at several zooms, the coarsest first. */
export interface Peaks {
  sampleRate: number;
  channels: number;
  frames: number;
  levels: PeakLevel[];
}

export const peaksMagic = 0x4b504642; // "BFPK"
export const peaksVersion = 1;
export const peaksHeaderBytes = 24;
export const peaksLevelBytes = 16;

/**
 * Writes peaks as bytes, everything little-endian, the coarsest level first, so that the first bytes alone draw the whole song:
 *
 * | offset | type | what |
 * |---|---|---|
 * | 0 | 4 bytes | `BFPK` |
 * | 4 | u16 | version, 1 |
 * | 6 | u16 | number of levels, n |
 * | 8 | u32 | sample rate in hertz |
 * | 12 | u16 | channels |
 * | 14 | u16 | 0 |
 * | 16 | u64 | frames |
 * | 24 + 16·i | u32 × 4 | level i: frames per bucket, number of buckets, byte offset of its data, 0 |
 * | after | i16 × 2 each | the buckets: low, high |
 *
 * A bucket is the range of samples over **all** channels: low is floor(min · 32,768), at least −32,768; high is
 * ceil(max · 32,768), at most 32,767, where 1 is full scale. So 16-bit audio is exact, a finer sample never falls outside its
 * bucket, digital silence is 0, 0, and anything else is not. The last bucket of a level may cover fewer frames. Each level has a
 * quarter of the buckets of the next.
 */
export function encodePeaks(peaks: Peaks): Uint8Array {
  const dataStart = peaksHeaderBytes + peaksLevelBytes * peaks.levels.length;
  const size = peaks.levels.reduce((total, level) => total + 2 * level.pairs.length, dataStart);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, peaksMagic, true);
  view.setUint16(4, peaksVersion, true);
  view.setUint16(6, peaks.levels.length, true);
  view.setUint32(8, peaks.sampleRate, true);
  view.setUint16(12, peaks.channels, true);
  view.setBigUint64(16, BigInt(peaks.frames), true);
  let offset = dataStart;
  peaks.levels.forEach((level, i) => {
    const entry = peaksHeaderBytes + peaksLevelBytes * i;
    view.setUint32(entry, level.framesPerBucket, true);
    view.setUint32(entry + 4, level.pairs.length / 2, true);
    view.setUint32(entry + 8, offset, true);
    for (const value of level.pairs) {
      view.setInt16(offset, value, true);
      offset += 2;
    }
  });
  return bytes;
}
