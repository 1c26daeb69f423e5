import { type PcmSource, PIECE_FRAMES } from '../pcm-source.ts';

export interface CountingSource extends PcmSource {
  reads: number;
  /** Reads reject while this is true. */
  isBroken: boolean;
  /** When set, reads wait for it. */
  gate: Promise<void> | null;
}

/** The value of a frame tells which frame it is, so that a recording tells what was played. Exact in Float32 up to 2^24 frames. */
export function countingSource(
  frames: number,
  options: { sampleRate?: number; channels?: number } = {},
): CountingSource {
  const { sampleRate = 48_000, channels = 1 } = options;
  const source: CountingSource = {
    sampleRate,
    channels,
    frames,
    reads: 0,
    isBroken: false,
    gate: null,
    async readPiece(index) {
      source.reads++;
      await source.gate;
      if (source.isBroken) throw new Error('The piece could not be read.');
      const start = index * PIECE_FRAMES;
      const length = Math.min(frames, start + PIECE_FRAMES) - start;
      return Array.from({ length: channels }, () => Float32Array.from({ length }, (_, i) => start + i + 1));
    },
  };
  return source;
}
