import type { Page } from '@playwright/test';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';
import {
  bass,
  createTwoSides,
  download,
  drums,
  expectMade,
  playOn,
  punchIn,
  pushPair,
  readHead,
  SECOND,
  take,
} from './support/two-sides.ts';
import { toWav } from './support/wav.ts';

async function useVersion(page: Page, path: string, commitId: string, item: string) {
  await page.goto(`${path}/commit/${commitId}`);
  await page.getByRole('button', { name: 'Use this version' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a change that others built on is undone: the question is asked, and heard, before anything is made', async ({
  page,
  newPerson,
}) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [drums, take(7)] });
  const { repositoryId } = song;
  const later = await pushPair(person, { repositoryId, expectedHead: song.headId, message: 'Once more' }, [
    drums,
    take(13),
  ]);
  await person.enter(page);
  await useVersion(page, song.path, song.headId, 'Undo this change');
  await expect(page.getByRole('heading', { name: 'Undo a change' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Undo it on the branch' })).toHaveValue('main');
  await expect(page.getByText('One question above is still open.')).toBeVisible();
  await expectAccessible(page);
  await playOn(page);
  const answers = page.getByRole('group', { name: 'What to take for Bass' });
  await answers.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('theirs Bass')).toHaveAttribute('data-heard', 'true');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  expect((await readHead(person, repositoryId)).id).toBe(later.id);

  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expect(page.getByRole('heading', { name: 'Revert “On main”' })).toBeVisible({ timeout: 20_000 });
  const { stems } = await readHead(person, repositoryId);
  expect(await download(person, stems[1])).toEqual(toWav(bass));

  await useVersion(page, song.path, song.headId, 'Undo this change');
  await expect(page.getByRole('heading', { name: 'Nothing would change' })).toBeVisible();
});

test('both can be kept when a change is undone, also after the branch has moved', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [drums, take(7)] });
  const { repositoryId } = song;
  const next = (expectedHead: string, message: string, pair: Int16Array[]) =>
    pushPair(person, { repositoryId, expectedHead, message }, pair);
  const later = await next(song.headId, 'Once more', [drums, take(13)]);
  await person.enter(page);
  await page.goto(`${song.path}/revert?commit=${song.headId}`);
  await page.getByRole('radio', { name: /Keep both/ }).check();
  await next(later.id, 'New kick', [take(14), take(13)]);
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expect(page.getByText(`${person.username} pushed “New kick” to “main” meanwhile.`)).toBeVisible();
  await page.getByRole('button', { name: 'Preview again' }).click();
  await expect(page.getByRole('radio', { name: /Keep both/ })).toBeChecked();
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expectMade(page);
  const { stems } = await readHead(person, repositoryId);
  const sounds = await Promise.all(stems.map((stem) => download(person, stem)));
  expect(sounds).toEqual([take(14), take(13), bass].map(toWav));
});

test('one track of a change is taken over to another branch', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [take(5), bass], idea: [take(6), take(8)] });
  await person.enter(page);
  await useVersion(page, song.path, song.ideaId, 'Take this change to another branch');
  await expect(page.getByRole('combobox', { name: 'Take it to the branch' })).toHaveValue('main');
  await expect(page.getByRole('group', { name: 'Drums: the recording' })).toBeVisible();
  await page.getByRole('radio', { name: 'Only these tracks' }).check();
  await page.getByRole('checkbox', { name: /^Drums/ }).uncheck();
  await expect(page.getByText('there is nothing to decide')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: /^Bass/ }).uncheck();
  await expect(page.getByRole('heading', { name: 'No track is chosen' })).toBeVisible();
  await page.getByRole('checkbox', { name: /^Bass/ }).check();
  await expect(page.getByText('Recording from “Another idea”')).toBeVisible();
  await playOn(page);
  await page.getByRole('button', { name: 'Take it over' }).click();
  await expect(page.getByRole('heading', { name: 'Another idea' })).toBeVisible({ timeout: 20_000 });
  const head = await readHead(person, song.repositoryId);
  expect(head).toMatchObject({ parentCommitId: song.headId, mergeParentCommitId: null });
  expect(await download(person, head.stems[0])).toEqual(toWav(take(5)));
  expect(await download(person, head.stems[1])).toEqual(toWav(take(8)));
});

test('an edit that is undone leaves later edits of the same stem, frame for frame', async ({ page, newPerson }) => {
  const person = await newPerson();
  const edited = punchIn(bass, SECOND, SECOND + 5000, 21);
  const song = await createTwoSides(person, { main: [drums, edited] });
  const both = punchIn(edited, 3 * SECOND, 3 * SECOND + 900, 22);
  await pushPair(person, { repositoryId: song.repositoryId, expectedHead: song.headId, message: 'End' }, [drums, both]);
  await person.enter(page);
  await page.goto(`${song.path}/revert?commit=${song.headId}`);
  await expect(page.getByText('The edits of both sides, joined')).toBeVisible();
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expectMade(page);
  const { stems } = await readHead(person, song.repositoryId);
  expect(await download(person, stems[1])).toEqual(toWav(punchIn(bass, 3 * SECOND, 3 * SECOND + 900, 22)));
});

test('an old version is restored as a new one', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [take(5), take(6)] });
  await person.enter(page);
  await useVersion(page, song.path, song.firstId, 'Restore this version');
  const dialog = page.getByRole('dialog', { name: 'Restore this version' });
  await expect(dialog.getByLabel('On the branch')).toHaveValue('main');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { name: 'Restore “First”' })).toBeVisible({ timeout: 20_000 });
  const head = await readHead(person, song.repositoryId);
  expect(head.parentCommitId).toBe(song.headId);
  expect(await download(person, head.stems[0])).toEqual(toWav(drums));
  expect(await download(person, head.stems[1])).toEqual(toWav(bass));

  await useVersion(page, song.path, song.firstId, 'Restore this version');
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
});
