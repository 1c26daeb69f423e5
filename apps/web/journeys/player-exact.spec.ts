import { expect, type Page, test } from '@playwright/test';
import { CLICK_EVERY, SONG_FRAMES, startHarnessServer } from './harness/piece-server.ts';
import type { Recording } from './harness/player-harness.ts';

const RATE = 48_000;
const FULL_SCALE = 0x80_0000;

let server: Awaited<ReturnType<typeof startHarnessServer>>;

test.beforeAll(async () => {
  server = await startHarnessServer();
});

test.afterAll(async () => {
  await server.close();
});

async function openHarness(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => 'createHarness' in globalThis);
  await page.evaluate(async (rate) => {
    globalThis.harness = await globalThis.createHarness(rate);
  }, RATE);
}

const COUNTING = ['count_0', 'count_1'].map((id) => ({ id, channels: 2, frames: SONG_FRAMES }));
const CLICKS = Array.from({ length: 12 }, (_, i) => {
  const isMono = i % 3 === 2;
  return { id: `click_${i + 1}${isMono ? '_mono' : ''}`, channels: isMono ? 1 : 2, frames: SONG_FRAMES };
});

/** The frame numbers that sounded, one array per run of sound; both stems are compared on the way. */
function heardFrames({ left, right }: Recording): { runs: number[][]; apart: number } {
  const runs: number[][] = [];
  let apart = 0;
  let isSounding = false;
  for (const [i, value] of left.entries()) {
    if (value !== right[i]) apart++;
    if (value === 0) isSounding = false;
    else {
      if (!isSounding) runs.push([]);
      isSounding = true;
      runs.at(-1)!.push(value * FULL_SCALE);
    }
  }
  return { runs, apart };
}

/** How many places there are where the next frame is not the next frame. */
function jumpsIn(frames: readonly number[]): { at: number; from: number; to: number }[] {
  return frames.flatMap((to, at) => {
    const from = frames[at - 1];
    return from === undefined || to === from + 1 ? [] : [{ at, from, to }];
  });
}

test('two stems start, run, seek and loop with 0 frames between them', async ({ page }) => {
  await openHarness(page);
  const played = await page.evaluate(async (stems) => {
    const { harness } = globalThis;
    harness.load('counting', stems, 48_000);
    harness.player.seek(1);
    harness.play();
    await harness.waitUntilPlaying();
    await harness.wait(4.5);
    harness.player.pause();
    await harness.wait(0.2);
    return harness.take();
  }, COUNTING);
  const start = heardFrames(played);
  expect(start.apart).toBe(0);
  const whole = start.runs[0]!.slice(0, 4 * RATE);
  expect(whole[0]).toBe(1);
  expect(jumpsIn(whole)).toEqual([]);

  for (const target of [65_535, 65_536, 1_000_003, 7_654_321]) {
    const sought = await page.evaluate(async (frame) => {
      const { harness } = globalThis;
      harness.player.seek(frame);
      harness.take();
      harness.play();
      await harness.waitUntilPlaying();
      await harness.wait(0.7);
      harness.player.pause();
      await harness.wait(0.1);
      return harness.take();
    }, target);
    const { runs, apart } = heardFrames(sought);
    expect(apart).toBe(0);
    expect(runs[0]![0]).toBe(target);
    expect(jumpsIn(runs[0]!.slice(0, RATE / 2))).toEqual([]);
  }

  const loop = { startFrame: 130_001, endFrame: 137_778 };
  const looped = await page.evaluate(async (range) => {
    const { harness } = globalThis;
    harness.player.setLoop(range);
    harness.player.seek(range.startFrame);
    harness.take();
    harness.play();
    await harness.waitUntilPlaying();
    await harness.wait(2);
    harness.player.pause();
    await harness.wait(0.1);
    return harness.take();
  }, loop);
  const { runs, apart } = heardFrames(looped);
  expect(apart).toBe(0);
  console.log(runs.map((r) => [r[0], r.length, r.at(-1), jumpsIn(r).length]));
  const wraps = jumpsIn(runs[0]!.slice(0, 1.9 * RATE));
  const length = loop.endFrame - loop.startFrame;
  expect(wraps.length).toBe(Math.floor((1.9 * RATE - 1) / length));
  for (const [i, { at, from, to }] of wraps.entries()) {
    expect({ at, from, to }).toEqual({ at: (i + 1) * length, from: loop.endFrame - 1, to: loop.startFrame });
  }
});

test('seeking and looping while it plays keep both stems together', async ({ page }) => {
  await openHarness(page);
  const recording = await page.evaluate(async (stems) => {
    const { harness } = globalThis;
    harness.load('counting', stems, 48_000);
    harness.play();
    await harness.waitUntilPlaying();
    for (const frame of [2_000_001, 65_530, 5_000_000, 131_072]) {
      harness.player.seek(frame);
      await harness.waitUntilPlaying();
      await harness.wait(0.4);
    }
    harness.player.setLoop({ startFrame: 140_000, endFrame: 220_001 });
    await harness.wait(5);
    harness.player.setLoop(null);
    await harness.wait(0.5);
    return harness.take();
  }, COUNTING);
  expect(heardFrames(recording).apart).toBe(0);
  const { runs } = heardFrames(recording);
  console.log(runs.map((r) => [r[0], r.length, r.at(-1), jumpsIn(r).length]));
  const frames = runs.flat();
  for (const target of [2_000_001, 65_530, 5_000_000, 131_072]) expect(frames).toContain(target + 400);
  // The loop is entered, wrapped and left without a frame too many or too few.
  const last = runs.at(-1)!;
  const tail = last.slice(last.lastIndexOf(131_072 + 400));
  const jumps = jumpsIn(tail);
  expect(jumps.length).toBeGreaterThan(0);
  for (const { from, to } of jumps) expect({ from, to }).toEqual({ from: 220_000, to: 140_000 });
});

test('12 stems of four minutes: first sound in time, every click on one frame, memory bounded', async ({ page }) => {
  await openHarness(page);
  const result = await page.evaluate(async (stems) => {
    const { harness } = globalThis;
    harness.load('clicks', stems, 48_000);
    const latencies: number[] = [];
    const recordings: Recording[] = [];
    harness.take();
    for (const frame of [0, 1_200_000 - 1, 6_000_000 - 7, 12_000 - 1]) {
      harness.player.seek(frame);
      harness.play();
      await harness.waitUntilPlaying();
      await harness.wait(2.2);
      harness.player.pause();
      await harness.wait(0.1);
      latencies.push(harness.firstSoundMs);
    }
    harness.player.setLoop({ startFrame: 23_999, endFrame: 24_999 });
    harness.player.seek(23_999);
    harness.play();
    await harness.waitUntilPlaying();
    await harness.wait(1);
    harness.player.pause();
    await harness.wait(0.1);
    recordings.push(harness.take());
    return { latencies, recording: recordings[0]!, peakBytes: harness.peakBytes };
  }, CLICKS);

  const whole = 1 - 2 ** -CLICKS.length;
  const clicks = result.recording.left.flatMap((value, frame) => (Math.abs(value) > 1e-5 ? [{ value, frame }] : []));
  expect(clicks.length).toBeGreaterThan(4 * 8 + 40);
  for (const { value, frame } of clicks) {
    expect(Math.abs(value - whole)).toBeLessThan(2 ** -(CLICKS.length + 2));
    expect(Math.abs(result.recording.right[frame]! - whole)).toBeLessThan(2 ** -(CLICKS.length + 2));
  }
  const distances = clicks.slice(1).map(({ frame }, i) => frame - clicks[i]!.frame);
  expect(distances.filter((distance) => distance === CLICK_EVERY).length).toBeGreaterThan(4 * 6);
  expect(distances.slice(-30)).toEqual(Array.from({ length: 30 }, () => 1_000));
  console.log(
    `first sound after ${result.latencies.map(Math.round).join(', ')} ms; at most ${(result.peakBytes / 1e6).toFixed(1)} MB decoded`,
  );
  expect(Math.max(...result.latencies)).toBeLessThan(500);
  expect(result.peakBytes).toBeLessThan(150e6);
});

test('switching versions while it plays keeps the position, without a gap', async ({ page }) => {
  await openHarness(page);
  const recording = await page.evaluate(async (stems) => {
    const { harness } = globalThis;
    harness.load('version 1', stems, 48_000);
    harness.player.seek(1);
    harness.play();
    await harness.waitUntilPlaying();
    for (const version of [2, 3, 4]) {
      await harness.wait(0.8);
      harness.load(`version ${version}`, stems, 48_000);
      await harness.waitUntilPlaying();
    }
    await harness.wait(0.5);
    harness.player.pause();
    await harness.wait(0.1);
    return harness.take();
  }, COUNTING);
  const { runs, apart } = heardFrames(recording);
  expect(apart).toBe(0);
  const frames = runs[0]!.slice(0, 2.5 * RATE);
  // In the cross-fade two equal sounds are mixed; rounding aside, each frame follows the one before.
  for (const [i, frame] of frames.entries())
    if (Math.abs(frame - (i + 1)) > 0.5) throw new Error(`frame ${i}: ${frame}`);
});
