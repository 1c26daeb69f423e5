import { expect, test } from 'vitest';
import { type PcmSource, PIECE_FRAMES } from './pcm-source.ts';
import { toRateSource } from './resampled-source.ts';

function sine(sampleRate: number, frequency: number, frames: number): PcmSource {
  return {
    sampleRate,
    channels: 1,
    frames,
    readPiece: async (index) => {
      const start = index * PIECE_FRAMES;
      const length = Math.min(frames - start, PIECE_FRAMES);
      return [Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * frequency * (start + i)) / sampleRate))];
    },
  };
}

test.each([
  [44_100, 48_000],
  [48_000, 44_100],
  [96_000, 48_000],
])('a sine at %i Hz is the same sine at %i Hz, through piece borders', async (from, to) => {
  const source = toRateSource(sine(from, 997, from * 4), to);
  expect(source.frames).toBe(to * 4);
  const { signal } = new AbortController();
  const pieces = [await source.readPiece(0, signal), await source.readPiece(1, signal)];
  const joined = [...pieces[0]![0]!, ...pieces[1]![0]!];
  let worst = 0;
  for (let i = 500; i < joined.length; i++) {
    worst = Math.max(worst, Math.abs(joined[i]! - Math.sin((2 * Math.PI * 997 * i) / to)));
  }
  // Below -90 dB, also at the border of the pieces.
  expect(worst).toBeLessThan(3e-5);
});
