import { expect, it } from 'vitest';
import { type PcmSource, PIECE_FRAMES } from '../../../player/pcm-source.ts';
import { computeOverview, shrinkPairs } from './overview.ts';

function sourceOf(left: Float32Array, right?: Float32Array): PcmSource {
  const channels = right ? [left, right] : [left];
  return {
    sampleRate: 48_000,
    channels: channels.length,
    frames: left.length,
    readPiece: (index) =>
      Promise.resolve(channels.map((data) => data.slice(index * PIECE_FRAMES, (index + 1) * PIECE_FRAMES))),
  };
}
const never = new AbortController().signal;

it('finds the lowest and highest value of each bucket over all channels and pieces', async () => {
  const left = new Float32Array(PIECE_FRAMES * 2 + 100);
  const right = new Float32Array(left.length);
  left[0] = 0.5;
  left[left.length - 1] = -0.25;
  right[PIECE_FRAMES] = -1;
  const known: number[] = [];
  const { pairs } = await computeOverview(sourceOf(left, right), (overview) => known.push(overview.known), never, 4);
  expect([...pairs]).toEqual([0, 0.5, -1, 0, 0, 0, -0.25, 0]);
  expect(known).toEqual([1, 3, 4]);
});

it('draws a file that is shorter than its outline', async () => {
  const { pairs, known } = await computeOverview(sourceOf(new Float32Array([0.5, -0.5])), () => {}, never, 8);
  expect(known).toBe(8);
  expect(Math.max(...pairs)).toBe(0.5);
  expect(Math.min(...pairs)).toBe(-0.5);
});

it('shrinks the pairs of the server', () => {
  const { pairs } = shrinkPairs([-32_768, 0, 0, 16_384, -8192, 8192, 0, 0], 32_768, 2);
  expect([...pairs]).toEqual([-1, 0.5, -0.25, 0.25]);
});

it('stops when nobody wants it any more', async () => {
  const controller = new AbortController();
  const work = computeOverview(
    sourceOf(new Float32Array(PIECE_FRAMES * 3)),
    () => controller.abort(),
    controller.signal,
  );
  await expect(work).rejects.toThrow(/abort/i);
});
