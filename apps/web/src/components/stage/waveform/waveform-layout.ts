import type { DecodedPeakLevel } from '@beatflow/audio';

/** Lowest and highest value, −1…1, of each column, in turn; NaN where nothing is known or nothing is there. */
export type Columns = Float32Array;

export interface ColumnSpan {
  /** In frames of the stem. */
  readonly startFrame: number;
  readonly framesPerColumn: number;
  readonly columns: number;
}

/** Below this many frames per column, stored peaks are too coarse and the audio itself is drawn. */
export const FINEST_PEAK_FRAMES = 256;

/** The coarsest zoom that still has a bucket per column; the finest one that is there when none has. */
export function chooseLevel(
  levels: readonly DecodedPeakLevel[],
  framesPerColumn: number,
): DecodedPeakLevel | undefined {
  const complete = levels.filter(({ pairs, buckets }) => pairs.length === 2 * buckets);
  return complete.find(({ framesPerBucket }) => framesPerBucket <= framesPerColumn) ?? complete.at(-1);
}

/** Columns from stored peaks. Each covers every bucket that it touches, so that no peak can fall between two. */
export function columnsFromPeaks(level: DecodedPeakLevel, span: ColumnSpan): Columns {
  const { framesPerBucket, pairs } = level;
  const buckets = pairs.length / 2;
  const columns = new Float32Array(2 * span.columns).fill(Number.NaN);
  for (let column = 0; column < span.columns; column++) {
    const from = span.startFrame + column * span.framesPerColumn;
    const first = Math.floor(from / framesPerBucket);
    const last = Math.max(first + 1, Math.ceil((from + span.framesPerColumn) / framesPerBucket));
    let low = 32_767;
    let high = -32_768;
    for (let bucket = Math.max(0, first); bucket < Math.min(buckets, last); bucket++) {
      low = Math.min(low, pairs[2 * bucket]!);
      high = Math.max(high, pairs[2 * bucket + 1]!);
    }
    if (low > high) continue;
    columns[2 * column] = low / 32_768;
    columns[2 * column + 1] = high / 32_767;
  }
  return columns;
}

/** The lowest and highest value over all channels at one frame. */
export type FrameReader = (frame: number) => { low: number; high: number } | null;

/** Columns from the audio itself. */
export function columnsFromFrames(read: FrameReader, span: ColumnSpan): Columns {
  const columns = new Float32Array(2 * span.columns).fill(Number.NaN);
  for (let column = 0; column < span.columns; column++) {
    const from = Math.floor(span.startFrame + column * span.framesPerColumn);
    const to = Math.max(from + 1, Math.floor(span.startFrame + (column + 1) * span.framesPerColumn));
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let frame = from; frame < to; frame++) {
      const value = read(frame);
      if (value === null) continue;
      low = Math.min(low, value.low);
      high = Math.max(high, value.high);
    }
    if (low > high) continue;
    columns[2 * column] = low;
    columns[2 * column + 1] = high;
  }
  return columns;
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** More than this would show the noise of a quiet song as if it were music. */
const MAX_MAGNIFICATION = 8;

/** How much taller all stems of a version are drawn, so that the loudest of them fills its row and the others keep their relation to it. */
export function chooseMagnification(sounds: readonly { isMeasured: boolean; truePeakDbtp: number | null }[]): number {
  const measured = sounds.filter(({ isMeasured }) => isMeasured);
  // As it is, while it is not known how high it goes.
  if (measured.length === 0) return 1;
  const loudest = Math.max(...measured.map(({ truePeakDbtp }) => truePeakDbtp ?? Number.NEGATIVE_INFINITY));
  return Math.min(MAX_MAGNIFICATION, Math.max(1, 10 ** (-loudest / 20)));
}

/** One bar per known column, in device pixels; silence is a line, so that it differs from nothing. */
export function toBars(columns: Columns, height: number, magnification = 1): Bar[] {
  const bars: Bar[] = [];
  const middle = height / 2;
  for (let column = 0; column < columns.length / 2; column++) {
    const low = columns[2 * column]!;
    const high = columns[2 * column + 1]!;
    if (Number.isNaN(low)) continue;
    const top = middle - Math.min(1, high * magnification) * middle;
    const bottom = middle - Math.max(-1, low * magnification) * middle;
    const size = Math.max(1, bottom - top);
    bars.push({ x: column, y: bottom - top < 1 ? (top + bottom - 1) / 2 : top, height: size });
  }
  return bars;
}
