import { expect, type Page, test } from '@playwright/test';
import { CLICK_EVERY, SONG_FRAMES, startHarnessServer } from './harness/piece-server.ts';
import type { Recording } from './harness/player-harness.ts';

const RATE = 48_000;
const FULL_SCALE = 0x80_0000;

test.describe.configure({ mode: 'serial', timeout: 180_000 });

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

/** The frame numbers that sounded, in order, and how often the two stems differed. On a starved machine silence may lie between. */
function heardFrames({ left, right }: Recording): { frames: number[]; apart: number } {
  const frames: number[] = [];
  let apart = 0;
  for (const [i, value] of left.entries()) {
    if (value !== right[i]) apart++;
    if (value !== 0) frames.push(value * FULL_SCALE);
  }
  return { frames, apart };
}

/** Where the next frame is not the next frame. */
function jumpsIn(frames: readonly number[]): { at: number; from: number; to: number }[] {
  return frames.flatMap((to, at) => {
    const from = frames[at - 1];
    return from === undefined || to === from + 1 ? [] : [{ at, from, to }];
  });
}

/** What was heard from the last time on that `first` was heard, `count` frames of it. */
function heardFrom(frames: readonly number[], first: number, count: number): number[] {
  const start = frames.lastIndexOf(first);
  expect(start).toBeGreaterThanOrEqual(0);
  const part = frames.slice(start, start + count);
  expect(part.length).toBe(count);
  return part;
}

test('two stems start and seek with 0 frames between them', async ({ page }) => {
  await openHarness(page);
  await page.evaluate((stems) => globalThis.harness.load('counting', stems, 48_000), COUNTING);
  for (const [target, seconds] of [
    [1, 4],
    [65_535, 1],
    [65_536, 1],
    [1_000_003, 1],
    [7_654_321, 1],
  ] as const) {
    const recording = await page.evaluate(([frame, length]) => globalThis.harness.record(frame, length), [
      target,
      seconds + 0.2,
    ] as const);
    const { frames, apart } = heardFrames(recording);
    expect(apart).toBe(0);
    expect(frames[0]).toBe(target);
    expect(jumpsIn(heardFrom(frames, target, seconds * RATE))).toEqual([]);
  }
});

test('a loop repeats exactly its frames on both stems', async ({ page }) => {
  await openHarness(page);
  const loop = { startFrame: 130_001, endFrame: 137_778 };
  const recording = await page.evaluate(
    ([stems, range]) => {
      const { harness } = globalThis;
      harness.load('counting', stems, 48_000);
      harness.player.setLoop(range);
      return harness.record(range.startFrame, 2.2);
    },
    [COUNTING, loop] as const,
  );
  const { frames, apart } = heardFrames(recording);
  expect(apart).toBe(0);
  const length = loop.endFrame - loop.startFrame;
  const wraps = jumpsIn(frames.slice(0, 2 * RATE));
  expect(wraps.length).toBe(Math.floor((2 * RATE - 1) / length));
  for (const [i, wrap] of wraps.entries()) {
    expect(wrap).toEqual({ at: (i + 1) * length, from: loop.endFrame - 1, to: loop.startFrame });
  }
});

test('seeking and looping while it plays keep both stems together', async ({ page }) => {
  await openHarness(page);
  const targets = [2_000_001, 65_530, 5_000_000, 131_072];
  const recording = await page.evaluate(
    async ([stems, seeks]) => {
      const { harness } = globalThis;
      harness.load('counting', stems, 48_000);
      harness.play();
      await harness.waitUntilPlaying();
      for (const frame of seeks) {
        harness.player.seek(frame);
        await harness.waitUntilPlaying();
        await harness.wait(0.4);
      }
      harness.player.setLoop({ startFrame: 140_000, endFrame: 220_001 });
      await harness.wait(5);
      harness.player.setLoop(null);
      await harness.wait(0.5);
      return harness.take();
    },
    [COUNTING, targets] as const,
  );
  const { frames, apart } = heardFrames(recording);
  expect(apart).toBe(0);
  // The first milliseconds lie under the fade-out of what played before.
  for (const target of targets) expect(jumpsIn(heardFrom(frames, target + 400, 10_000))).toEqual([]);
  // The loop is set, wrapped and left without a frame too many or too few.
  const jumps = jumpsIn(frames.slice(frames.lastIndexOf(131_072 + 400)));
  expect(jumps.length).toBeGreaterThan(0);
  for (const { from, to } of jumps) expect({ from, to }).toEqual({ from: 220_000, to: 140_000 });
});

test('12 stems of four minutes: every click on one frame, memory bounded', async ({ page }) => {
  await openHarness(page);
  const result = await page.evaluate(async (stems) => {
    const { harness } = globalThis;
    harness.load('clicks', stems, 48_000);
    await harness.wait(0.5);
    const latencies: number[] = [];
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
    return { latencies, recording: harness.take(), peakBytes: harness.peakBytes };
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
  // In the loop every click comes 1,000 frames after the one before; a starved machine may make all stems join anew, together.
  const inLoop = distances.slice(-30);
  expect(inLoop.filter((distance) => distance === 1_000).length).toBeGreaterThan(24);
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
  const { frames, apart } = heardFrames(recording);
  expect(apart).toBe(0);
  // In the cross-fade two equal sounds are mixed; rounding aside, each frame follows the one before.
  const wrong = frames.slice(0, 2.5 * RATE).findIndex((frame, i) => Math.abs(frame - (i + 1)) > 0.5);
  expect(wrong).toBe(-1);
});
