import { randomBytes } from 'node:crypto';
import { expect, test } from './support/journey.ts';

test('somebody signs up, finds an empty home, signs out and comes back', async ({ page }) => {
  const username = `ada-${randomBytes(4).toString('hex')}`;
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Every version of your song, kept.');
  await page.getByRole('link', { name: 'Create an account' }).click();

  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill('a sentence to remember');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Begin with one song' })).toBeVisible();

  await page.getByRole('button', { name: `${username}: your menu` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();

  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Username or e-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill('a sentence to remember');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Your songs' })).toBeVisible();
});

test('the sign-up form says at each field what is wrong with it, and puts the focus there', async ({
  page,
  newPerson,
}) => {
  const taken = await newPerson();
  await page.goto('/sign-up');
  await page.getByLabel('Username').fill('No Capitals');
  await page.getByLabel('E-mail').fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('A username is made of a–z, 0–9 and hyphens, with no hyphen at an end.')).toBeVisible();
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible();
  await expect(page.getByText('A password has at least 10 characters.')).toBeVisible();
  await expect(page.getByLabel('Username')).toBeFocused();

  await page.getByLabel('Username').fill(taken.username);
  await page.getByLabel('E-mail').fill('free@example.org');
  await page.getByLabel('Password', { exact: true }).fill('long enough now');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('This name is already taken.')).toBeVisible();
  await expect(page.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Username')).toBeFocused();
});

test('a wrong password is refused in words that do not tell which of the two was wrong', async ({
  page,
  newPerson,
}) => {
  const person = await newPerson();
  for (const login of [person.username, 'nobody-of-this-name']) {
    await page.goto('/sign-in');
    await page.getByLabel('Username or e-mail').fill(login);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('The name or the password is not right.');
  }
});

test('a page for signed-in people asks to sign in, and is there afterwards', async ({ page, newPerson }) => {
  const person = await newPerson();
  await page.goto('/new');
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await page.getByLabel('Username or e-mail').fill(person.username);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'New song' })).toBeVisible();
  await expect(page).toHaveURL(/\/new$/);
});

test('a return address on another site is not followed', async ({ page, newPerson }) => {
  const person = await newPerson();
  await person.enter(page);
  await page.goto('/sign-in?returnTo=//example.com/');
  await expect(page.getByRole('heading', { name: 'Your songs' })).toBeVisible();
});

test('where there is a demo user, one click enters', async ({ page, newPerson }) => {
  const person = await newPerson('demo');
  // This server has no demo; somebody of flesh and blood stands in, so that the click signs in for real.
  await page.route(/instance\.get/, async (route) => {
    const response = await route.fetch();
    const body = JSON.parse(await response.text());
    const demo = { username: person.username, password: person.password, isReady: true };
    for (const { result } of [body].flat()) if (result?.data && 'demo' in result.data) result.data.demo = demo;
    await route.fulfill({ response, json: body });
  });
  await page.goto('/sign-in');
  await expect(page.getByText(`username ${person.username}`)).toBeVisible();
  await page.getByRole('button', { name: 'Enter as demo' }).click();
  await expect(page.getByRole('button', { name: `${person.username}: your menu` })).toBeVisible();
});

test('a server without a demo user offers none', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('button', { name: 'Enter as demo' })).toHaveCount(0);
});
