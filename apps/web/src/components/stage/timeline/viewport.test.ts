import { expect, test } from 'vitest';
import { clampViewport, fitViewport, followFrame, toFrame, toPx, zoomViewport } from './viewport.ts';

const extent = { lengthFrames: 480_000, widthPx: 1_000 };

test('the whole song fits, and nothing is shown beyond its ends', () => {
  expect(fitViewport(extent)).toEqual({ startFrame: 0, framesPerPixel: 480 });
  expect(clampViewport({ startFrame: -5, framesPerPixel: 1_000 }, extent)).toEqual({
    startFrame: 0,
    framesPerPixel: 480,
  });
  expect(clampViewport({ startFrame: 479_000, framesPerPixel: 10 }, extent).startFrame).toBe(470_000);
});

test('zooming keeps the frame under the pointer where it is, down to single frames', () => {
  let viewport = fitViewport(extent);
  const frame = toFrame(viewport, 300);
  for (let i = 0; i < 40; i++) viewport = zoomViewport(viewport, extent, 2, 300);
  expect(viewport.framesPerPixel).toBe(1 / 16);
  expect(Math.abs(toPx(viewport, frame) - 300)).toBeLessThan(16);
});

test('following turns the page only when the playhead has left it', () => {
  const viewport = { startFrame: 0, framesPerPixel: 10 };
  expect(followFrame(viewport, extent, 9_000)).toBe(viewport);
  const next = followFrame(viewport, extent, 10_500);
  expect(toPx(next, 10_500)).toBe(50);
});
