import { lengthInFrames, type PcmSource, PIECE_FRAMES, readFrames } from './pcm-source.ts';
import { createResampler, inputRange, resample } from './resample.ts';

/**
 * The same audio at another rate. Each piece is computed from its own and its neighbours' frames, so that the pieces
 * join as if the whole stem had been resampled at once.
 */
export function toRateSource(source: PcmSource, sampleRate: number): PcmSource {
  if (source.sampleRate === sampleRate) return source;
  const resampler = createResampler(source.sampleRate, sampleRate);
  const frames = lengthInFrames(source, sampleRate);
  return {
    sampleRate,
    channels: source.channels,
    frames,
    async readPiece(index, signal) {
      const from = index * PIECE_FRAMES;
      const to = Math.min(frames, from + PIECE_FRAMES);
      const { startFrame, endFrame } = inputRange(resampler, from, to);
      const input = await readFrames(source, startFrame, endFrame, signal);
      return input.map((channel) => resample(resampler, channel, startFrame, from, to));
    },
  };
}
