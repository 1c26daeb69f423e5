import { type PcmSource, PIECE_FRAMES } from '../../../player/pcm-source.ts';
import { giveWay } from '../../../upload/right-of-way.ts';

/** A stem's outline: for each of some buckets of equal length the lowest and the highest value, −1…1, over all channels. */
export interface Overview {
  buckets: number;
  /** Low and high in turn; the buckets that are not known yet are 0, 0. */
  pairs: Float32Array;
  /** How many buckets are known. */
  known: number;
}

/** Enough for the widest row on the sharpest screen. */
export const OVERVIEW_BUCKETS = 480;

/** Reads a source from front to back and answers its outline; tells after each piece how far it has come. */
export async function computeOverview(
  source: PcmSource,
  onProgress: (overview: Overview) => void,
  signal: AbortSignal,
  buckets = OVERVIEW_BUCKETS,
): Promise<Overview> {
  const pairs = new Float32Array(buckets * 2);
  const pieces = Math.ceil(source.frames / PIECE_FRAMES);
  for (let index = 0; index < pieces; index++) {
    await giveWay();
    const channels = await source.readPiece(index, signal);
    signal.throwIfAborted();
    for (const channel of channels) widen(pairs, channel, index * PIECE_FRAMES, source.frames / buckets);
    const end = Math.min(source.frames, (index + 1) * PIECE_FRAMES);
    onProgress({ buckets, pairs, known: Math.floor((end / source.frames) * buckets) });
  }
  return { buckets, pairs, known: buckets };
}

function widen(pairs: Float32Array, samples: Float32Array, startFrame: number, framesPerBucket: number): void {
  const last = pairs.length / 2 - 1;
  let bucket = Math.min(last, Math.floor(startFrame / framesPerBucket));
  let end = Math.ceil((bucket + 1) * framesPerBucket) - startFrame;
  let low = pairs[bucket * 2]!;
  let high = pairs[bucket * 2 + 1]!;
  for (let i = 0; i < samples.length; i++) {
    if (i >= end && bucket < last) {
      pairs[bucket * 2] = low;
      pairs[bucket * 2 + 1] = high;
      // A file shorter than its outline skips buckets.
      bucket = Math.min(last, Math.floor((startFrame + i) / framesPerBucket));
      end = Math.ceil((bucket + 1) * framesPerBucket) - startFrame;
      low = pairs[bucket * 2]!;
      high = pairs[bucket * 2 + 1]!;
    }
    const value = samples[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  pairs[bucket * 2] = low;
  pairs[bucket * 2 + 1] = high;
}

/** The same outline out of finer pairs, as the server stores them. */
export function shrinkPairs(pairs: ArrayLike<number>, scale: number, buckets = OVERVIEW_BUCKETS): Overview {
  const count = pairs.length / 2;
  const out = new Float32Array(buckets * 2);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket / buckets) * count);
    const to = Math.max(from + 1, Math.ceil(((bucket + 1) / buckets) * count));
    let [low, high] = [0, 0];
    for (let i = from; i < Math.min(to, count); i++) {
      low = Math.min(low, pairs[i * 2]! / scale);
      high = Math.max(high, pairs[i * 2 + 1]! / scale);
    }
    out[bucket * 2] = low;
    out[bucket * 2 + 1] = high;
  }
  return { buckets, pairs: out, known: buckets };
}
