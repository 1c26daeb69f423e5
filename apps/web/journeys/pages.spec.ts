import type { Page } from '@playwright/test';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';
import type { Person } from './support/person.ts';
import { pushVersion } from './support/push-version.ts';

const MIN_WIDTH = 360;
const NO_COMMIT = '00000000-0000-4000-8000-000000000000';

for (const scheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on any page for a visitor, in ${scheme}`, async ({ page, newPerson }) => {
    const person = await newPerson();
    await createSong(person);
    await useScheme(page, scheme);
    await auditEach(page, scheme, [
      '/',
      '/sign-in',
      '/sign-up',
      '/explore',
      '/explore?genre=none',
      '/no/such/page/here',
      `/${person.username}`,
    ]);
    await auditEach(page, scheme, [
      `/${person.username}/song/commits`,
      `/${person.username}/song`,
      `/${person.username}/song/commit/${NO_COMMIT}`,
      '/nobody-here',
    ]);
  });

  test(`axe finds nothing on any page for its owner, in ${scheme}`, async ({ page, newPerson }) => {
    const person = await newPerson();
    const { id } = await createSong(person);
    await useScheme(page, scheme);
    await person.enter(page);
    const song = `/${person.username}/song`;
    await auditEach(page, scheme, [
      '/',
      '/new',
      '/settings',
      song,
      `${song}/commits`,
      `${song}/branches`,
      `${song}/commit/${id}`,
      `${song}/settings`,
    ]);
  });
}

async function createSong(person: Person) {
  const song = await person.api.repository.create.mutate({ name: 'song', genre: 'House', isPublic: true });
  const stems = [{ name: 'Drums', stemType: 'drums' as const, frequency: 90 }];
  return pushVersion(person, { repositoryId: song.id, expectedHead: null, message: 'First take', bpm: 120, stems });
}

async function useScheme(page: Page, scheme: string): Promise<void> {
  await page.addInitScript((value) => localStorage.setItem('mantine-color-scheme-value', value), scheme);
}

async function auditEach(page: Page, scheme: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading').first()).toBeVisible();
      await expect(page.getByRole('status', { name: /Loading/ })).toHaveCount(0);
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
      await expect(page).toHaveTitle(/BeatFlow/);
      await expectAccessible(page);
      await page.setViewportSize({ width: MIN_WIDTH, height: 740 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${path} is wider than a screen of ${MIN_WIDTH} pixels`).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 720 });
    });
  }
}

test('a visitor reads about a public song before any script has run', async ({ browser, newPerson, baseURL }) => {
  const person = await newPerson();
  await createSong(person);
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto(`/${person.username}/song`);
  await expect(page).toHaveTitle(`${person.username}/song · BeatFlow`);
  await expect(page.locator('main')).toContainText('song');
  await expect(page.getByText('Public', { exact: true })).toBeVisible();
  await context.close();
});

test('an address that leads nowhere says so and shows ways on', async ({ page }) => {
  await page.goto('/no/such/page/here');
  await expect(page.getByRole('heading', { name: 'There is no such page here' })).toBeVisible();
  await expect(page).toHaveTitle('Not found · BeatFlow');
  await page.getByRole('link', { name: 'Explore public songs' }).click();
  await expect(page.getByRole('heading', { name: 'Explore' })).toBeVisible();
});

test('a failed request is told in words, with the id under which the log has it, and can be tried again', async ({
  page,
}) => {
  let isBroken = true;
  await page.route(/repository\.list/, async (route) => {
    if (!isBroken) return route.continue();
    const data = {
      code: 'INTERNAL_SERVER_ERROR',
      httpStatus: 500,
      reason: 'internal',
      data: {},
      requestId: 'a-request-id',
    };
    const error = { message: 'Something went wrong on the server.', code: -32603, data };
    await route.fulfill({ status: 500, json: [{ error }] });
  });
  await page.goto('/explore');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Something went wrong on the server.');
  await expect(alert).toContainText('a-request-id');
  isBroken = false;
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0);
});

test('the whole way to an account works from the keyboard', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
  // A new page takes the focus, so that the next Tab goes on in it and not in the header.
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Username')).toBeFocused();
});

test('the appearance is chosen from the keyboard, and is there before the first paint the next time', async ({
  page,
}) => {
  await page.goto('/');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  const button = page.getByRole('button', { name: 'Appearance: Dark' });
  // The menu itself arrives after the first paint.
  await expect(button).toHaveAttribute('aria-haspopup', 'menu');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('menuitemradio', { name: 'Light' }).focus();
  await page.keyboard.press('Enter');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.reload({ waitUntil: 'commit' });
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
});
