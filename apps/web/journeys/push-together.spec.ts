import {
  chooseFiles,
  chooseFolder,
  commitIdOf,
  createSong,
  openSong,
  press,
  rowOf,
  stemsOf,
} from './push-support/push-page.ts';
import { makeStem } from './push-support/stems.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';

test('two tabs push at once: the second is told, puts its stems on top, and nothing is lost', async ({
  page,
  context,
  newPerson,
}) => {
  const song = await createSong(page, newPerson, { Kick: 60, Bass: 110, Vox: 440 });
  const other = await context.newPage();
  await openSong(page, song.path);
  await openSong(other, song.path);
  await chooseFiles(page, { 'Kick.wav': makeStem({ tone: 66 }) });
  await chooseFiles(other, { 'Bass.wav': makeStem({ tone: 115 }), 'Riser.wav': makeStem({ tone: 900 }) });

  await page.getByLabel('What is new?').fill('Punchier kick');
  await press(page, 'Push');
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const firstId = commitIdOf(page);

  await other.getByLabel('What is new?').fill('New bass');
  await press(other, 'Push');
  const dialog = other.getByRole('dialog', { name: 'Somebody pushed meanwhile' });
  await expect(dialog.getByText('Punchier kick')).toBeVisible();
  await expect(dialog.getByText(song.person.username)).toBeVisible();
  await expectAccessible(other);
  await dialog.getByRole('button', { name: 'Push mine on top' }).click();
  await expect(other.getByText(/now lie on top of “Punchier kick”/)).toBeVisible();
  await expect(rowOf(other, 'Kick').getByText('Kept', { exact: true })).toBeVisible();
  await expect(rowOf(other, 'Bass').getByText('Replaces “Bass”')).toBeVisible();
  await expect(other.getByLabel('What is new?')).toHaveValue('New bass');
  await press(other, 'Push');
  await expect(other).toHaveURL(/\/commit\//, { timeout: 20_000 });

  const [first, second] = [await stemsOf(page, firstId), await stemsOf(other, commitIdOf(other))];
  expect(second.map(({ name }) => name)).toEqual(['Kick', 'Bass', 'Vox', 'Riser']);
  expect(second[0]!.audioDigest).toBe(first[0]!.audioDigest);
  const { items } = await song.person.api.commit.list.query({ repositoryId: song.repositoryId });
  expect(items.map(({ message }) => message)).toEqual(['New bass', 'Punchier kick', 'First']);
});

test('the second tab may keep its version as a branch', async ({ page, context, newPerson }) => {
  const song = await createSong(page, newPerson, { Kick: 60, Bass: 110 });
  const other = await context.newPage();
  await openSong(other, song.path);
  await openSong(page, song.path);
  await chooseFiles(other, { 'Bass.wav': makeStem({ tone: 115 }) });
  await chooseFiles(page, { 'Bass.wav': makeStem({ tone: 119 }) });
  await press(page, 'Push');
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  await other.getByLabel('What is new?').fill('Deeper bass');
  await press(other, 'Push');
  const dialog = other.getByRole('dialog', { name: 'Somebody pushed meanwhile' });
  await expect(dialog.getByLabel('Name of the branch')).toHaveValue('deeper-bass');
  await dialog.getByLabel('Name of the branch').fill('main');
  await dialog.getByRole('button', { name: 'Keep as a branch' }).click();
  await expect(dialog.getByText('There is a branch of this name already.')).toBeVisible();
  await dialog.getByLabel('Name of the branch').fill('deeper-bass');
  await dialog.getByRole('button', { name: 'Keep as a branch' }).click();
  await expect(other).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const { items } = await song.person.api.branch.list.query({ repositoryId: song.repositoryId });
  expect(items.map(({ name }) => name).toSorted()).toEqual(['deeper-bass', 'main']);
  expect(items.find(({ name }) => name === 'deeper-bass')!.headCommitId).toBe(commitIdOf(other));
});

test('everything can be corrected from the keyboard before it is pushed', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, { Kick: 60, Bass: 110 });
  await openSong(page, song.path);
  const forgetFolder = await chooseFolder(page, {
    'Night Drive/thump.wav': makeStem({ tone: 61 }),
    'Night Drive/Vox/Double.wav': makeStem({ tone: 500 }),
    'Night Drive/notes.txt': Buffer.from('louder'),
  });
  await expect(page.getByText('Left out 1 file: notes.txt (not audio).')).toBeVisible();
  await expect(rowOf(page, 'Double').getByLabel('Type of Double')).toHaveValue('vocals');

  await page.getByRole('button', { name: 'More for thump' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'the next “Kick”' }).focus();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Kick').getByText('Replaces “Kick”')).toBeVisible();

  await rowOf(page, 'Double').getByLabel('Type of Double').selectOption('other');
  await page.getByLabel('Name of Double.wav').fill('kick');
  await expect(page.getByText('Another stem is called “kick” too. Please give each its own name.')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Push', exact: true })).toBeDisabled();
  await page.getByLabel('Name of Double.wav').fill('Vox double');
  await page.getByLabel('Tempo (bpm)').fill('127,5');
  await page.getByLabel('Key', { exact: true }).fill('f sharp minor');
  await expect(page.getByText('Will be written F#m')).toBeVisible();
  await page.getByLabel('Key', { exact: true }).press('Enter');
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const stems = await stemsOf(page, commitIdOf(page));
  expect(stems.map(({ name, stemType }) => [name, stemType])).toEqual([
    ['Kick', 'other'],
    ['Bass', 'other'],
    ['Vox double', 'other'],
  ]);
  const head = await song.person.api.commit.get.query({ repositoryId: song.repositoryId, ref: 'main' });
  expect(head).toMatchObject({ bpm: 127.5, keySignature: 'F#m' });
  await forgetFolder();
});

test('what was kept as a branch is merged into the branch that moved', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, { Kick: 60, Bass: 110 });
  const { person, repositoryId } = song;
  await openSong(page, song.path);
  await chooseFiles(page, { 'Bass.wav': makeStem({ tone: 115 }) });
  await page.getByLabel('What is new?').fill('Deeper bass');
  const { id: expectedHead, stems } = await person.api.commit.get.query({ repositoryId, ref: 'main' });
  const [kick, low] = stems.map(({ trackId, name, stemType, audioDigest }) => ({
    trackId,
    name,
    stemType,
    audioDigest,
  }));
  const softer = [{ ...kick!, gainDb: -3 }, low!];
  await person.api.commit.create.mutate({
    repositoryId,
    branch: 'main',
    expectedHead,
    message: 'Softer',
    stems: softer,
  });
  await press(page, 'Push');
  const dialog = page.getByRole('dialog', { name: 'Somebody pushed meanwhile' });
  await dialog.getByRole('button', { name: 'Keep and merge' }).click();
  await expect(page).toHaveURL(/\/merge\?/, { timeout: 20_000 });
  await expect(page.getByText('there is nothing to decide')).toBeVisible();
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page.getByRole('heading', { name: 'Merge deeper-bass into main' })).toBeVisible({ timeout: 20_000 });
  const merged = await person.api.commit.get.query({ repositoryId, ref: 'main' });
  const kept = await person.api.commit.get.query({ repositoryId, ref: 'deeper-bass' });
  expect(kept.parentCommitId).toBe(expectedHead);
  expect(merged.mergeParentCommitId).toBe(kept.id);
  expect(merged.stems.map(({ gainDb }) => gainDb)).toEqual([-3, 0]);
  expect(merged.stems[1]!.audioDigest).toBe(kept.stems[1]!.audioDigest);
});
