import { expect, test } from 'vitest';
import { barTicks, timeTicks } from './ruler-ticks.ts';

const song = { startFrame: 0, widthPx: 1_000, lengthFrames: 240 * 48_000, sampleRate: 48_000 };

test('times are round and far enough apart to be read', () => {
  const ticks = timeTicks({ ...song, framesPerPixel: (240 * 48_000) / 1_000 });
  expect(ticks.slice(0, 3).map(({ label }) => label)).toEqual(['0:00', '0:30', '1:00']);
  expect(ticks[1]!.px - ticks[0]!.px).toBeGreaterThan(76);
});

test('close up, times have the decimals that they need', () => {
  const ticks = timeTicks({ ...song, startFrame: 48_000 * 61, framesPerPixel: 0.25 });
  expect(ticks[0]!.label).toBe('1:01.0000');
  expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
});

test('bars are counted from 1 at the tempo of the version', () => {
  const ticks = barTicks({ ...song, framesPerPixel: 480 }, 120);
  expect(ticks.slice(0, 3)).toEqual([
    { px: 0, label: '1' },
    { px: 200, label: '2' },
    { px: 400, label: '3' },
  ]);
});
