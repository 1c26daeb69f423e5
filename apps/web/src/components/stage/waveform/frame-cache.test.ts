import { expect, test } from 'vitest';
import { PIECE_FRAMES } from '../../../player/pcm-source.ts';
import { countingSource } from '../../../player/testing/counting-source.ts';
import { FrameCache } from './frame-cache.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test('what is asked for once is read once, and can then be drawn', async () => {
  const cache = new FrameCache();
  const source = {
    ...countingSource(3 * PIECE_FRAMES),
    readPiece: async () => [Float32Array.of(0.5, -1), Float32Array.of(-0.25, 1)],
  };
  let arrivals = 0;
  cache.request('a', source, 0, 10, () => arrivals++);
  cache.request('a', source, 0, 10, () => arrivals++);
  expect(cache.has('a', source, 0, 10)).toBe(false);
  await settle();
  expect(arrivals).toBe(1);
  expect(cache.has('a', source, 0, 10)).toBe(true);
  const read = cache.reader('a');
  expect(read(0)!.low).toBeCloseTo(-0.25, 3);
  expect(read(0)!.high).toBeCloseTo(0.5, 3);
  expect(read(1)).toEqual({ low: -1, high: 1 });
  expect(read(PIECE_FRAMES)).toBeNull();
});

test('the pieces that were drawn longest ago are let go', async () => {
  const cache = new FrameCache();
  const source = countingSource(200 * PIECE_FRAMES);
  cache.request('a', source, 0, 100 * PIECE_FRAMES, () => {});
  await settle();
  expect(cache.has('a', source, 0, PIECE_FRAMES)).toBe(false);
  expect(cache.has('a', source, 99 * PIECE_FRAMES, 100 * PIECE_FRAMES)).toBe(true);
});
