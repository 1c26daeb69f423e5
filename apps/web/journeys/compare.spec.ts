import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';
import { makeNoise, pushSound } from './support/push-sound.ts';

const SECOND = 48_000;

test('two versions are seen and heard on one time axis, and the address can be sent', async ({ page, newPerson }) => {
  const person = await newPerson();
  const { id: repositoryId, name } = await person.api.repository.create.mutate({ name: 'compared', isPublic: true });
  const drums = makeNoise(4 * SECOND, 1);
  const bass = makeNoise(4 * SECOND, 2);
  const vocals = makeNoise(4 * SECOND, 3);
  const edited = Int16Array.from(vocals);
  edited.set(makeNoise(SECOND, 4), 2 * SECOND);
  const stem = (label: string, stemType: 'drums' | 'bass' | 'vocals', frames: Int16Array, gainDb = 0) => ({
    name: label,
    stemType,
    frames,
    gainDb,
  });
  const first = await pushSound(person, {
    repositoryId,
    expectedHead: null,
    message: 'First',
    stems: [stem('Drums', 'drums', drums), stem('Bass', 'bass', bass), stem('Vocals', 'vocals', vocals)],
  });
  const second = await pushSound(person, {
    repositoryId,
    expectedHead: first.id,
    message: 'New line',
    stems: [stem('Drums', 'drums', drums), stem('Bass', 'bass', bass, -2), stem('Vocals', 'vocals', edited)],
  });
  const path = `/${person.username}/${name}`;
  await page.goto(`${path}/commit/${second.id}`);
  await page.getByRole('link', { name: 'Compare with previous' }).click();
  await expect(page.getByRole('heading', { name: 'Compare versions' })).toBeVisible();
  const changes = page.getByRole('region', { name: 'What changed' });
  await expect(changes.getByText('0:02–0:03 edited')).toBeVisible({ timeout: 20_000 });
  await expect(changes.getByText('fader −2.0 dB, was ±0.0 dB')).toBeVisible();
  await expect(changes.getByText(/^left over after the best match: −\d/)).toBeVisible();
  await expect(page.getByText('After is 1 version ahead.')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Drums' })).toHaveCount(0);
  await expect(page.getByTestId('after Vocals').getByTestId('changed region')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Show the unchanged track' }).click();
  await expect(page.getByRole('group', { name: 'Drums' })).toBeVisible();
  await page.getByRole('button', { name: 'Go to 00:02.000 in Vocals' }).click();
  await expect(page).toHaveURL(/[?&]t=2(&|$)/);
  await page.keyboard.press('[');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('radio', { name: 'Difference' })).toBeChecked();
  await page.keyboard.press('b');
  await expect(page.getByRole('radio', { name: 'Before' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.getByRole('switch', { name: 'Equally loud' }).check();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page).toHaveURL(/mix=before/);
  await expect(page).toHaveURL(/match=true/);
  await expect(page).toHaveURL(/loop=%222-4%22|loop=2-4/);

  // The address follows a moment after the pause, and once more where the place is corrected to what was heard last.
  const readShown = async () => Number((await page.getByTestId('position').textContent())?.split(':').at(-1));
  const readSent = () => Number(new URL(page.url()).searchParams.get('t'));
  await expect.poll(async () => Math.abs(readSent() - (await readShown()))).toBeLessThan(0.002);
  expect(readSent()).toBeGreaterThan(2);
  const sent = await page.context().newPage();
  await sent.goto(page.url());
  await expect(sent.getByRole('radio', { name: 'Before' })).toBeChecked();
  await expect(sent.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true');
  await expect(sent.getByTestId('position')).toHaveText((await page.getByTestId('position').textContent()) ?? '');
});

test('one track tells who made which part of it', async ({ page, newPerson }) => {
  const person = await newPerson();
  const { id: repositoryId, name } = await person.api.repository.create.mutate({ name: 'blamed', isPublic: true });
  const bass = makeNoise(4 * SECOND, 2);
  const edited = Int16Array.from(bass);
  edited.set(makeNoise(SECOND, 4), SECOND);
  const push = (expectedHead: string | null, message: string, frames: Int16Array) =>
    pushSound(person, { repositoryId, expectedHead, message, stems: [{ name: 'Bass', stemType: 'bass', frames }] });
  const first = await push(null, 'First', bass);
  const second = await push(first.id, 'Better bar', edited);
  await person.api.branch.create.mutate({ repositoryId, name: 'before', from: first.id });
  await page.goto(`/${person.username}/${name}`);
  await page.getByRole('link', { name: 'Bass', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Bass', exact: true })).toBeVisible();
  const parts = page.getByRole('list', { name: 'Who made which part' });
  await expect(parts.getByRole('link')).toHaveCount(3, { timeout: 20_000 });
  await expect(page.getByText(/100 %/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Branch main/ }).click();
  await page.getByRole('option', { name: 'before' }).click();
  await expect(page).toHaveURL(/\?ref=before$/);
  await expect(parts.getByRole('link')).toHaveCount(1);
  await page.goBack();
  await expect(parts.getByRole('link')).toHaveCount(3);
  await page.getByRole('button', { name: 'Play this track as of “First”' }).click();
  await expect(page.getByRole('button', { name: 'Pause this track as of “First”' })).toBeVisible();
  await parts.getByRole('link', { name: /00:01.000 to 00:02.000: “Better bar”/ }).click();
  await expect(page).toHaveURL(new RegExp(`/commit/${second.id}`));
});
