import { expect, it, vi } from 'vitest';
import { giveWay, goFirst } from './right-of-way.ts';

it('lets what is nice to have wait until nothing is urgent', async () => {
  await giveWay();
  const ends: (() => void)[] = [];
  const urgent = [0, 1].map(() => goFirst(() => new Promise<void>((resolve) => ends.push(resolve))));
  let isCalm = false;
  const drawing = giveWay().then(() => {
    isCalm = true;
  });
  ends[0]!();
  await urgent[0];
  expect(isCalm).toBe(false);
  ends[1]!();
  await drawing;
  await giveWay();
});

it('goes on after a while, and after what was urgent has failed', async () => {
  vi.useFakeTimers();
  const failing = goFirst(() => new Promise((_, reject) => setTimeout(() => reject(new Error('no')), 5000)));
  const expected = expect(failing).rejects.toThrow('no');
  let steps = 0;
  const drawing = (async () => {
    for (; steps < 2; steps++) await giveWay();
  })();
  await vi.advanceTimersByTimeAsync(2100);
  await drawing;
  await vi.advanceTimersByTimeAsync(3000);
  await expected;
  vi.useRealTimers();
  await giveWay();
});
