import type { Page } from '@playwright/test';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';
import type { Person } from './support/person.ts';
import { makeNoise, pushSound, toWav } from './support/push-sound.ts';

const SECOND = 48_000;
const drums = makeNoise(4 * SECOND, 1);
const bass = makeNoise(4 * SECOND, 2);
const take = (seed: number) => makeNoise(4 * SECOND, seed);

function punchIn(frames: Int16Array, from: number, to: number, seed: number): Int16Array {
  const edited = Int16Array.from(frames);
  edited.set(makeNoise(to - from, seed), from);
  return edited;
}

const stem = (name: 'Drums' | 'Bass', frames: Int16Array) => ({
  name,
  stemType: name === 'Drums' ? ('drums' as const) : ('bass' as const),
  frames,
});

/** A song with a branch `idea` that went on from its first version, as `main` did. */
async function createSong(person: Person, sides: { main?: Int16Array[]; idea: Int16Array[] }) {
  const { id: repositoryId, name } = await person.api.repository.create.mutate({ name: 'two-sides', isPublic: true });
  const push = (branch: string, expectedHead: string | null, message: string, [kit, low]: Int16Array[]) =>
    pushSound(person, {
      repositoryId,
      branch,
      expectedHead,
      message,
      stems: [stem('Drums', kit!), stem('Bass', low!)],
    });
  const first = await push('main', null, 'First', [drums, bass]);
  await person.api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' });
  await push('idea', first.id, 'Another idea', sides.idea);
  const head = sides.main ? await push('main', first.id, 'On main', sides.main) : first;
  return { repositoryId, headId: head.id, path: `/${person.username}/${name}` };
}

async function openMerge(page: Page, person: Person, path: string) {
  await person.enter(page);
  await page.goto(`${path}/merge?ours=main&theirs=idea`);
  await expect(page.getByRole('region', { name: 'Player of the merge' })).toBeVisible();
}

async function readHead(person: Person, repositoryId: string) {
  return person.api.commit.get.query({ repositoryId, ref: 'main' });
}

async function download(person: Person, stemId: string): Promise<Buffer> {
  const answer = await person.request.get(`/stems/${stemId}/audio`);
  expect(answer.ok()).toBe(true);
  return answer.body();
}

test('a branch on which a stem was changed merges without a question', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createSong(person, { main: [take(5), bass], idea: [drums, take(6)] });
  await openMerge(page, person, song.path);
  await expect(page.getByText('there is nothing to decide')).toBeVisible();
  await expect(page.getByText('Recording of idea')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(async () => page.getByTestId('position').textContent()).not.toBe('00:00.000');
  await page.getByLabel('Message').fill('Bring the idea home');
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page.getByRole('heading', { name: 'Bring the idea home' })).toBeVisible({ timeout: 20_000 });
  const head = await readHead(person, song.repositoryId);
  expect(head.parentCommitId).toBe(song.headId);
  expect(head.mergeParentCommitId).not.toBeNull();
  expect(await download(person, head.stems[0]!.id)).toEqual(toWav(take(5)));
  expect(await download(person, head.stems[1]!.id)).toEqual(toWav(take(6)));
});

test('two recordings of one stem are a question, and both can be kept', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createSong(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  await openMerge(page, person, song.path);
  const merge = page.getByRole('button', { name: 'Merge into main' });
  await expect(merge).toBeDisabled();
  await expect(page.getByText('One question above is still open.')).toBeVisible();
  await expectAccessible(page);

  // While it plays, the answer changes what is heard, and the position goes on.
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(async () => page.getByTestId('position').textContent()).not.toBe('00:00.000');
  const answers = page.getByRole('group', { name: 'What to take for Bass' });
  await answers.getByRole('button', { name: 'Theirs' }).click();
  await expect(page.getByTestId('theirs Bass')).toHaveAttribute('data-heard', 'true');
  await expect(page.getByTestId('ours Bass')).not.toHaveAttribute('data-heard', 'true');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.getByRole('radio', { name: /Keep both/ }).check();
  await expect(answers.getByRole('button', { name: 'Both' })).toHaveAttribute('aria-pressed', 'true');

  await merge.click();
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const { stems } = await readHead(person, song.repositoryId);
  expect(stems.map(({ name }) => name)).toEqual(['Drums', 'Bass', 'Bass (idea)']);
  expect(await download(person, stems[1]!.id)).toEqual(toWav(take(7)));
  expect(await download(person, stems[2]!.id)).toEqual(toWav(take(8)));
});

test('edits of one stem at different places become one stem, frame for frame', async ({ page, newPerson }) => {
  const person = await newPerson();
  const [from, to] = [SECOND, SECOND + 7000];
  const [later, end] = [3 * SECOND - 123, 3 * SECOND + 456];
  const song = await createSong(person, {
    main: [drums, punchIn(bass, from, to, 11)],
    idea: [drums, punchIn(bass, later, end, 12)],
  });
  await openMerge(page, person, song.path);
  await expect(page.getByText('The edits of both sides, joined')).toBeVisible();
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const { stems } = await readHead(person, song.repositoryId);
  const expected = punchIn(punchIn(bass, from, to, 11), later, end, 12);
  expect(await download(person, stems[1]!.id)).toEqual(toWav(expected));
});

test('a branch that moved meanwhile is told, and answers are kept', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createSong(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  await openMerge(page, person, song.path);
  await page.getByRole('radio', { name: /^Theirs/ }).check();
  await pushSound(person, {
    repositoryId: song.repositoryId,
    expectedHead: song.headId,
    message: 'Louder kick',
    stems: [stem('Drums', take(9)), stem('Bass', take(7))],
  });
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page.getByText(`${person.username} pushed “Louder kick” to “main” meanwhile.`)).toBeVisible();
  await page.getByRole('button', { name: 'Preview again' }).click();
  await expect(page.getByRole('radio', { name: /^Theirs/ })).toBeChecked();
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const { stems } = await readHead(person, song.repositoryId);
  expect(await download(person, stems[0]!.id)).toEqual(toWav(take(9)));
  expect(await download(person, stems[1]!.id)).toEqual(toWav(take(8)));
});

test('a change is undone from its page, and the question that this raises is asked there', async ({
  page,
  newPerson,
}) => {
  const person = await newPerson();
  const song = await createSong(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  await pushSound(person, {
    repositoryId: song.repositoryId,
    expectedHead: song.headId,
    message: 'Once more',
    stems: [stem('Drums', drums), stem('Bass', take(13))],
  });
  await person.enter(page);
  await page.goto(`${song.path}/commit/${song.headId}`);
  await page.getByRole('button', { name: 'Use this version' }).click();
  await page.getByRole('menuitem', { name: 'Undo this change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo this change' });
  await expect(dialog.getByLabel('On the branch')).toHaveValue('main');
  await dialog.getByRole('button', { name: 'Undo the change' }).click();
  await expect(dialog.getByText('The branch has changed the same things since.', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: /^Theirs/ }).check();
  await dialog.getByRole('button', { name: 'Undo the change' }).click();
  await expect(page.getByRole('heading', { name: 'Revert “On main”' })).toBeVisible({ timeout: 20_000 });
  const { stems } = await readHead(person, song.repositoryId);
  expect(await download(person, stems[1]!.id)).toEqual(toWav(bass));
});
