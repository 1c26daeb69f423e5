import { type PcmSource, PIECE_FRAMES, readFrames } from './pcm-source.ts';

/** Frames that are copied from a source, in the order in which they follow each other. */
export interface SourceStretch {
  readonly source: PcmSource;
  readonly startFrame: number;
  readonly frames: number;
}

/** Plays stretches of other sources one behind the other, frame for frame; all have the same rate and channels. */
export function createSplicedSource(stretches: readonly SourceStretch[]): PcmSource {
  const { sampleRate, channels } = stretches[0]!.source;
  const frames = stretches.reduce((sum, stretch) => sum + stretch.frames, 0);
  return {
    sampleRate,
    channels,
    frames,
    async readPiece(index, signal) {
      const from = index * PIECE_FRAMES;
      const to = Math.min(frames, from + PIECE_FRAMES);
      const piece = Array.from({ length: channels }, () => new Float32Array(to - from));
      let at = 0;
      for (const { source, startFrame, frames: length } of stretches) {
        const [first, last] = [Math.max(from, at), Math.min(to, at + length)];
        if (first < last) {
          const part = await readFrames(source, startFrame + first - at, startFrame + last - at, signal);
          for (const [channel, data] of piece.entries()) data.set(part[channel]!, first - from);
        }
        at += length;
      }
      return piece;
    },
  };
}
