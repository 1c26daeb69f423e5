import type { BrowserContext, Page } from '@playwright/test';
import {
  chooseFiles,
  chunksPath,
  commitIdOf,
  createSong,
  openSong,
  press,
  rowOf,
  stemsOf,
} from './push-support/push-page.ts';
import { type SlowLine, startSlowLine } from './push-support/slow-line.ts';
import { makeLargeStem, makeStem, makeTake } from './push-support/stems.ts';
import { test as base, expect } from './support/journey.ts';

interface LineFixtures {
  /** The product at the end of a line, for pages that are signed in as the first one is. */
  newLine: (bytesPerSecond: number) => Promise<{ line: SlowLine; context: BrowserContext }>;
}

const test = base.extend<LineFixtures>({
  newLine: async ({ browser, page, baseURL }, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (bytesPerSecond) => {
      const line = await startSlowLine(baseURL!, { bytesPerSecond });
      closing.push(() => line.close());
      const storageState = await page.context().storageState();
      const context = await browser.newContext({ baseURL: line.url, storageState });
      closing.push(() => context.close());
      return { line, context };
    });
    for (const close of closing.toReversed()) await close();
  },
});

/** Counts how often the page asks what is missing. */
function watchQuestions(page: Page): { count: number } {
  const asked = { count: 0 };
  page.on('request', (request) => {
    if (request.url().endsWith('/audio/chunks/missing')) asked.count += 1;
  });
  return asked;
}

test('a line that drops in the middle is taken up again where it dropped, and nothing is sent twice', async ({
  page,
  newPerson,
  newLine,
}) => {
  test.slow();
  const song = await createSong(page, newPerson, {});
  const { line, context: slow } = await newLine(4_000_000);
  const slowPage = await slow.newPage();
  const asked = watchQuestions(slowPage);
  await openSong(slowPage, song.path);
  const file = makeLargeStem(12);
  await chooseFiles(slowPage, { 'LeadVox.wav': file });
  const row = rowOf(slowPage, 'LeadVox');
  await expect(row.getByText(/MB\/s · \d+ s left/)).toBeVisible();
  await press(slowPage, 'Push');
  await expect.poll(() => line.uploadedBytes).toBeGreaterThan(4_000_000);
  line.cut();
  await expect(row.getByText(/Connection lost|Trying again/)).toBeVisible();
  line.mend();
  await expect(slowPage).toHaveURL(/\/commit\//, { timeout: 40_000 });
  expect(asked.count).toBeGreaterThan(1);
  // Only what was on its way when the line was cut can have been lost with it.
  expect(line.uploadedBytes).toBeLessThan(file.length + 1_500_000);
  const [stem] = await stemsOf(slowPage, commitIdOf(slowPage));
  expect(stem!.fileSize).toBe(file.length);
});

test('a tab that was closed in the middle goes on where it was when the file is chosen again', async ({
  page,
  newPerson,
  newLine,
}) => {
  test.slow();
  const song = await createSong(page, newPerson, {});
  const { line, context: slow } = await newLine(4_000_000);
  const file = makeLargeStem(12, 2);
  const closed = await slow.newPage();
  await openSong(closed, song.path);
  await chooseFiles(closed, { 'LeadVox.wav': file });
  await expect.poll(() => line.uploadedBytes).toBeGreaterThan(6_000_000);
  await closed.close();
  const again = await slow.newPage();
  await openSong(again, song.path);
  await chooseFiles(again, { 'LeadVox.wav': file });
  await press(again, 'Push');
  await expect(again).toHaveURL(/\/commit\//, { timeout: 40_000 });
  expect(line.uploadedBytes).toBeLessThan(file.length + 1_500_000);
  const [stem] = await stemsOf(again, commitIdOf(again));
  expect(stem!.fileSize).toBe(file.length);
});

test('of a stem in which ten seconds changed, those seconds travel, in one request', async ({
  page,
  newPerson,
  newLine,
}) => {
  test.slow();
  const song = await createSong(page, newPerson, {});
  const { line, context: watched } = await newLine(Number.POSITIVE_INFINITY);
  const pushing = await watched.newPage();
  await openSong(pushing, song.path);
  await chooseFiles(pushing, {
    'Kick.wav': makeStem({ tone: 60 }),
    'Bass.wav': makeStem({ tone: 110 }),
    'Keys.wav': makeStem({ tone: 330 }),
    'Pad.wav': makeStem({ tone: 220 }),
    'Vox.wav': makeTake({ seconds: 120, seed: 1 }),
  });
  await press(pushing, 'Push');
  await expect(pushing).toHaveURL(/\/commit\//, { timeout: 40_000 });
  const before = await stemsOf(pushing, commitIdOf(pushing));

  await openSong(pushing, song.path);
  const take = makeTake({ seconds: 120, seed: 1, punchIn: 2 });
  const uploadedBefore = line.uploadedBytes;
  const carrying: string[] = [];
  pushing.on('request', (request) => {
    if (chunksPath.test(request.url())) carrying.push(new URL(request.url()).pathname.split('/').at(-1)!);
  });
  await chooseFiles(pushing, { 'Vox.wav': take });
  await expect(rowOf(pushing, 'Vox').getByText(/Uploaded: only [\d.]+ [kM]B of 12 MB had to travel/)).toBeVisible({
    timeout: 60_000,
  });
  await press(pushing, 'Push');
  await expect(pushing).toHaveURL(/\/commit\//, { timeout: 20_000 });
  expect(line.uploadedBytes - uploadedBefore).toBeLessThan(0.15 * take.length);
  expect(carrying).toEqual(['seal']);
  const after = await stemsOf(pushing, commitIdOf(pushing));
  const unchanged = ({ name }: { name: string }) => name !== 'Vox';
  expect(after.filter(unchanged).map(({ audioDigest }) => audioDigest)).toEqual(
    before.filter(unchanged).map(({ audioDigest }) => audioDigest),
  );
  const vox = after.find(({ name }) => name === 'Vox')!;
  const bytes = await (await pushing.request.get(`/stems/${vox.id}/audio`)).body();
  expect(bytes.equals(take)).toBe(true);
  // It is measured after the push, and the page asks until that is done.
  const row = pushing.getByRole('region', { name: 'Files' }).getByRole('row').filter({ hasText: 'Vox' });
  await expect(row).toContainText(/−\d+\.\d.*−\d+\.\d/);
  await expect(row).not.toContainText('measuring');
});

test('going offline says so, coming back goes on by itself', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, {});
  await openSong(page, song.path);
  // What a push needs is fetched at the first sign of one, so that it begins offline too.
  await page.getByRole('button', { name: 'Choose files' }).hover();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await chooseFiles(page, { 'Bass.wav': makeLargeStem(2) });
  await expect(rowOf(page, 'Bass').getByText('You are offline. It goes on by itself.')).toBeVisible();
  await press(page, 'Push');
  await page.context().setOffline(false);
  await expect(page).toHaveURL(/\/commit\//, { timeout: 30_000 });
});

test('a file can be cancelled and sent after all, and leaving asks first', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, { Kick: 60 });
  await openSong(page, song.path);
  await page.route(chunksPath, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue().catch(() => {});
  });
  await chooseFiles(page, { 'Bass.wav': makeLargeStem(1) });
  const row = rowOf(page, 'Bass');
  await row.getByRole('button', { name: 'Cancel the upload of Bass.wav' }).click();
  await expect(row.getByText('Upload cancelled')).toBeVisible();
  await row.getByRole('button', { name: 'Upload: Bass.wav' }).click();
  await expect(row.getByText('Upload cancelled')).toHaveCount(0);

  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('dialog', { name: 'Discard this version?' })).toBeVisible();
  await press(page, 'Stay');
  await expect(page).toHaveURL(song.path);
  await expect(row.getByText('Uploaded', { exact: true })).toBeVisible({ timeout: 20_000 });
  await press(page, 'Close without pushing');
  await press(page, 'Discard');
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Stems of the new version' })).toHaveCount(0);
});

test('an ended session is said, and signing in again loses nothing', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, {});
  await openSong(page, song.path);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await chooseFiles(page, { 'Bass.wav': makeLargeStem(1) });
  const row = rowOf(page, 'Bass');
  await expect(row.getByText(/Your session has ended/)).toBeVisible();
  await page.context().addCookies(cookies);
  await press(page, 'Push');
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
});
