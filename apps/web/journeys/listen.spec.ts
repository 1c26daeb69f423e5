import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';
import type { Person } from './support/person.ts';
import { pushVersion } from './support/push-version.ts';

const SECONDS = 20;

async function createSong(person: Person) {
  const repository = await person.api.repository.create.mutate({ name: 'two-takes', isPublic: true });
  const stems = [
    { name: 'Kick', stemType: 'drums', frequency: 60, seconds: SECONDS },
    { name: 'Bass', stemType: 'bass', frequency: 110, seconds: SECONDS },
  ] as const;
  const first = await pushVersion(person, {
    repositoryId: repository.id,
    expectedHead: null,
    message: 'First sketch',
    bpm: 120,
    stems: [...stems],
  });
  const second = await pushVersion(person, {
    repositoryId: repository.id,
    expectedHead: first.id,
    message: 'With a lead',
    bpm: 120,
    stems: [...stems, { name: 'Lead', stemType: 'melody', frequency: 440, seconds: SECONDS / 2 }],
  });
  return { repository, first, second };
}

async function positionSeconds(page: Page): Promise<number> {
  const text = (await page.getByTestId('position').textContent()) ?? '';
  const [minutes = 0, seconds = 0] = text.split(':').map(Number);
  return minutes * 60 + seconds;
}

const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });

test('a version plays, is mixed, and plays on in another version', async ({ page, newPerson }) => {
  const person = await newPerson();
  const { repository } = await createSong(person);
  await page.goto(`/${person.username}/${repository.name}`);
  await expect(page.getByText('Stems differ in length: Lead ends at 0:10; the song at 0:20.')).toBeVisible();
  await expectAccessible(page);

  await play(page).click();
  await expect.poll(() => positionSeconds(page)).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: 'Solo Bass' }).click();
  await expect(page.getByRole('button', { name: 'Solo Bass' })).toHaveAttribute('aria-pressed', 'true');

  const before = await positionSeconds(page);
  await page.getByRole('link', { name: /First sketch/ }).click();
  await expect(page.getByText('This is not the latest version.')).toBeVisible();
  await expect(pause(page)).toBeVisible();
  await expect.poll(() => positionSeconds(page)).toBeGreaterThan(before);
  expect(await positionSeconds(page)).toBeLessThan(before + 10);
  await expect(page.getByRole('group', { name: 'Lead' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Solo Bass' })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);

  // On another page of the song it goes on, and can be stopped there.
  await page.getByRole('navigation', { name: 'Song' }).getByRole('link', { name: 'History' }).click();
  await page.getByRole('region', { name: 'Now playing' }).getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('region', { name: 'Now playing' })).toHaveCount(0);
});

test('everything goes by the keyboard', async ({ page, newPerson }) => {
  const person = await newPerson();
  const { repository } = await createSong(person);
  await page.goto(`/${person.username}/${repository.name}`);
  await expect(play(page)).toBeEnabled();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('position')).toHaveText('00:05.000');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByTestId('position')).toHaveText('00:04.900');
  await page.keyboard.press('2');
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Mute Bass' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('[');
  await expect(page.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Space');
  await expect(pause(page)).toBeVisible();
  await page.keyboard.press('Space');
  await expect(play(page)).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard and mouse' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('when a stem does not arrive the player says so, and goes on when it does', async ({ page, newPerson }) => {
  const person = await newPerson();
  const { repository, second } = await createSong(person);
  const bass = second.stems.find(({ name }) => name === 'Bass')!;
  const isBass = new RegExp(`/stems/${bass.id}/pieces/`);
  await page.context().route(isBass, (route) => route.abort());
  await page.goto(`/${person.username}/${repository.name}`);
  await play(page).click();
  await expect(page.getByText(/Waiting for audio… \(Bass\)/)).toBeVisible();
  expect(await positionSeconds(page)).toBe(0);
  await page.context().unroute(isBass);
  await expect.poll(() => positionSeconds(page), { timeout: 20_000 }).toBeGreaterThan(0.3);
});

test('a stem and the whole version come down from the page', async ({ page, newPerson }) => {
  const person = await newPerson();
  const { repository } = await createSong(person);
  await page.goto(`/${person.username}/${repository.name}`);
  const [stem] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download Kick as it was uploaded' }).click(),
  ]);
  expect(stem.suggestedFilename()).toMatch(/Kick.*\.wav$/);
  expect((await readFile(await stem.path())).length).toBe(44 + SECONDS * 48_000 * 2);
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download all (ZIP)' }).click(),
  ]);
  expect(archive.suggestedFilename()).toMatch(/\.zip$/);
});
