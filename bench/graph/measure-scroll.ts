import type { CDPSession, Page } from '@playwright/test';

/** Pixels a second: a flick of a trackpad. */
const SPEED = 3000;

/** Scrolls through the graph while its pages arrive, and again when all are there; then jumps from end to end by keys. */
export async function measureScroll(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  // Time on the processor, not on the wall: what a busy machine does beside it does not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await report(page, devtools, 'scrolling down, pages arriving', 9000);
  const size = await loadAll(page);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
  await report(page, devtools, `scrolling down, all ${size} there`, 9000);
  await report(page, devtools, `scrolling up, all ${size} there`, -9000);
  await reportKeys(page, size);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  console.log(`elements on the page: ${nodes}`);
}

async function report(page: Page, devtools: CDPSession, what: string, distance: number): Promise<void> {
  const before = await readMetrics(devtools);
  await page.evaluate(() => {
    const record = { frames: [] as number[], longTasks: [] as number[], isOn: true };
    const observer = new PerformanceObserver((list) => {
      record.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ entryTypes: ['longtask'] });
    const tick = (at: number) => {
      record.frames.push(at);
      if (record.isOn) requestAnimationFrame(tick);
      else observer.disconnect();
    };
    requestAnimationFrame(tick);
    Object.assign(window, { record });
  });
  await devtools.send('Input.synthesizeScrollGesture', {
    x: 640,
    y: 500,
    yDistance: -distance,
    speed: SPEED,
    gestureSourceType: 'mouse',
  });
  const { frames, longTasks } = await page.evaluate(() => {
    const { record } = window as unknown as { record: { frames: number[]; longTasks: number[]; isOn: boolean } };
    record.isOn = false;
    return record;
  });
  const after = await readMetrics(devtools);
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] as number));
  gaps.sort((one, other) => one - other);
  const perFrame = (name: string) => (((after[name] ?? 0) - (before[name] ?? 0)) * 1000) / gaps.length;
  const share = gaps.filter((gap) => gap > 25).length / gaps.length;
  console.log(
    `${what}: ${gaps.length} frames, median ${at(gaps, 0.5)} ms, 95 % within ${at(gaps, 0.95)} ms, ` +
      `${(100 * share).toFixed(0)} % late; processor time of the main thread per frame ${perFrame('TaskDuration').toFixed(1)} ms ` +
      `(script ${perFrame('ScriptDuration').toFixed(1)}, style ${perFrame('RecalcStyleDuration').toFixed(1)}, ` +
      `layout ${perFrame('LayoutDuration').toFixed(1)}); tasks over 50 ms: ${longTasks.length}` +
      `${longTasks.length > 0 ? `, the longest ${Math.max(...longTasks).toFixed(0)} ms` : ''}`,
  );
}

async function readMetrics(devtools: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
}

/** Goes to the end again and again, until no page is missing; answers how many versions there are. */
async function loadAll(page: Page): Promise<number> {
  const started = Date.now();
  for (;;) {
    const count = await page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      // Negative while there may be more.
      return Number(document.querySelector('[data-index]')?.getAttribute('aria-setsize') ?? -1);
    });
    const seconds = (Date.now() - started) / 1000;
    if (count > 0) {
      console.log(`all ${count} versions read by scrolling in ${seconds.toFixed(1)} s`);
      return count;
    }
    if (seconds > 120) throw new Error('The history did not come to its end.');
    await page.waitForTimeout(20);
  }
}

async function reportKeys(page: Page, size: number): Promise<void> {
  await page.locator('ol[aria-label="Versions"] [data-index="0"] [data-main]').focus();
  const started = Date.now();
  await page.keyboard.press('End');
  await page.locator(`[data-index="${size - 1}"] [data-main]:focus`).waitFor();
  const down = Date.now() - started;
  await page.keyboard.press('Home');
  await page.locator('[data-index="0"] [data-main]:focus').waitFor();
  console.log(`End leads to the oldest version in ${down} ms, Home back in ${Date.now() - started - down} ms`);
}
