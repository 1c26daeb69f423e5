import { chromium } from '@playwright/test';
import { SONG_FRAMES, startHarnessServer } from './piece-server.ts';

const RATE = 48_000;

export interface FirstSound {
  /** Milliseconds from play to the first sound, cold and then after seeks. */
  readonly playerMs: number[];
  /** The same when each stem is fetched and decoded whole first. */
  readonly wholeMs: number;
  /** Decoded audio that the player held at most. */
  readonly peakBytes: number;
}

/** Plays so many stems of four minutes, 24-bit at 48 kHz, in Chromium through the real player, which knows none of them yet. */
export async function measureFirstSound(stemCount: number, executablePath: string): Promise<FirstSound> {
  const server = await startHarnessServer();
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => 'createHarness' in globalThis);
    const stems = Array.from({ length: stemCount }, (_, i) => ({
      id: `click_${i + 1}`,
      channels: 2,
      frames: SONG_FRAMES,
    }));
    const measured = await page.evaluate(
      async ([all, rate]) => {
        const harness = await globalThis.createHarness(rate);
        const playerMs: number[] = [];
        harness.load('clicks', all, rate);
        // A click lies at each of these frames.
        for (const frame of [0, 1_200_000, 6_000_000, 3_600_000, 9_600_000]) {
          harness.player.seek(frame);
          harness.play();
          while (Number.isNaN(harness.firstSoundMs)) await harness.wait(0.02);
          playerMs.push(harness.firstSoundMs);
          harness.player.pause();
          await harness.wait(0.5);
        }
        return { playerMs, peakBytes: harness.peakBytes };
      },
      [stems, RATE] as const,
    );
    const wholeMs = await page.evaluate(async ([ids, rate]) => (await globalThis.createHarness(rate)).playWhole(ids), [
      stems.map(({ id }) => id),
      RATE,
    ] as const);
    return { ...measured, wholeMs };
  } finally {
    await browser.close();
    await server.close();
  }
}
