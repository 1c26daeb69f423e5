import {
  type PeakLevel,
  type Peaks,
  peaksHeaderBytes,
  peaksLevelBytes,
  peaksMagic,
  peaksVersion,
} from './encode-peaks.ts';

/** A zoom of which perhaps only the beginning is here. */
export interface DecodedPeakLevel extends PeakLevel {
  /** How many buckets the whole level has; `pairs` holds the first `pairs.length / 2` of them. */
  buckets: number;
  /** Where the level's data begins in the whole file, for fetching the rest. */
  byteOffset: number;
}

export interface DecodedPeaks extends Peaks {
  levels: DecodedPeakLevel[];
}

/**
 * Reads what `encodePeaks` wrote, or any beginning of it that holds at least the header and the level table; levels whose data
 * has not arrived have fewer pairs, perhaps none. Throws a RangeError when the bytes are no peaks.
 */
export function decodePeaks(bytes: Uint8Array): DecodedPeaks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < peaksHeaderBytes || view.getUint32(0, true) !== peaksMagic) {
    throw new RangeError('These bytes are no peaks.');
  }
  const version = view.getUint16(4, true);
  if (version !== peaksVersion) throw new RangeError(`Peaks of version ${version} are not known here.`);
  const levelCount = view.getUint16(6, true);
  if (bytes.length < peaksHeaderBytes + peaksLevelBytes * levelCount) {
    throw new RangeError('The level table of these peaks is incomplete.');
  }
  return {
    sampleRate: view.getUint32(8, true),
    channels: view.getUint16(12, true),
    frames: Number(view.getBigUint64(16, true)),
    levels: Array.from({ length: levelCount }, (_, i) =>
      decodeLevel(view, peaksHeaderBytes + peaksLevelBytes * i, bytes.length),
    ),
  };
}

function decodeLevel(view: DataView, entry: number, size: number): DecodedPeakLevel {
  const buckets = view.getUint32(entry + 4, true);
  const byteOffset = view.getUint32(entry + 8, true);
  const here = Math.max(0, Math.min(buckets, Math.floor((size - byteOffset) / 4)));
  const pairs = new Int16Array(2 * here);
  for (let i = 0; i < pairs.length; i++) pairs[i] = view.getInt16(byteOffset + 2 * i, true);
  return { framesPerBucket: view.getUint32(entry, true), buckets, byteOffset, pairs };
}
