import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';
import {
  bass,
  createTwoSides,
  download,
  drums,
  expectMade,
  openMerge,
  playOn,
  punchIn,
  pushPair,
  readHead,
  SECOND,
  take,
} from './support/two-sides.ts';
import { toWav } from './support/wav.ts';

test('a branch on which a stem was changed merges without a question', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [take(5), bass], idea: [drums, take(6)] });
  await openMerge(page, person, song.path);
  await expect(page.getByText('there is nothing to decide')).toBeVisible();
  await expect(page.getByText('Recording from idea')).toBeVisible();
  await expectAccessible(page);
  await playOn(page);
  await page.getByLabel('Message').fill('Bring the idea home');
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page.getByRole('heading', { name: 'Bring the idea home' })).toBeVisible({ timeout: 20_000 });
  const head = await readHead(person, song.repositoryId);
  expect(head).toMatchObject({ parentCommitId: song.headId, mergeParentCommitId: song.ideaId });
  expect(await download(person, head.stems[0])).toEqual(toWav(take(5)));
  expect(await download(person, head.stems[1])).toEqual(toWav(take(6)));
});

test('two recordings of one stem are a question, and both can be kept', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  await openMerge(page, person, song.path);
  const merge = page.getByRole('button', { name: 'Merge into main' });
  await expect(merge).toBeDisabled();
  await expect(page.getByText('One question above is still open.')).toBeVisible();
  await expectAccessible(page);

  // While it plays, the answer changes what is heard, and the position goes on.
  await playOn(page);
  const answers = page.getByRole('group', { name: 'What to take for Bass' });
  await answers.getByRole('button', { name: 'Theirs' }).click();
  await expect(page.getByTestId('theirs Bass')).toHaveAttribute('data-heard', 'true');
  await expect(page.getByTestId('ours Bass')).not.toHaveAttribute('data-heard', 'true');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.getByRole('radio', { name: /Keep both/ }).check();
  await expect(answers.getByRole('button', { name: 'Both' })).toHaveAttribute('aria-pressed', 'true');

  await merge.click();
  await expectMade(page);
  const { stems } = await readHead(person, song.repositoryId);
  expect(stems.map(({ name }) => name)).toEqual(['Drums', 'Bass', 'Bass (idea)']);
  expect(await download(person, stems[1])).toEqual(toWav(take(7)));
  expect(await download(person, stems[2])).toEqual(toWav(take(8)));
});

test('a new file answers a question, and is heard before it is merged', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  await openMerge(page, person, song.path);
  const card = page.getByRole('group', { name: 'Bass: the recording' });
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await card.getByRole('button', { name: /^Choose (a|another) file$/ }).click();
    await (await chooser).setFiles({ name, mimeType: 'audio/wav', buffer });
  };
  await choose('notes.wav', Buffer.from('louder, please'));
  await expect(card.getByRole('alert')).toBeVisible();
  await choose('both.wav', toWav(take(9)));
  await expect(card.getByRole('radio', { name: 'New file: both.wav' })).toBeChecked({ timeout: 20_000 });
  await expect(card.getByRole('alert')).toHaveCount(0);
  await expectAccessible(page);

  const answers = page.getByRole('group', { name: 'What to take for Bass' });
  await expect(answers.getByRole('button', { name: 'New file' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('ours Bass')).not.toHaveAttribute('data-heard', 'true');
  await playOn(page);
  await answers.getByRole('button', { name: 'Ours' }).click();
  await expect(page.getByTestId('ours Bass')).toHaveAttribute('data-heard', 'true');
  await answers.getByRole('button', { name: 'New file' }).click();
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expectMade(page);
  const { stems } = await readHead(person, song.repositoryId);
  expect(stems.map(({ name }) => name)).toEqual(['Drums', 'Bass']);
  expect(await download(person, stems[1])).toEqual(toWav(take(9)));
});

test('edits of one stem at different places become one stem, frame for frame', async ({ page, newPerson }) => {
  const person = await newPerson();
  const [from, to] = [SECOND, SECOND + 7000];
  const [later, end] = [3 * SECOND - 123, 3 * SECOND + 456];
  const song = await createTwoSides(person, {
    main: [drums, punchIn(bass, from, to, 11)],
    idea: [drums, punchIn(bass, later, end, 12)],
  });
  await openMerge(page, person, song.path);
  await expect(page.getByText('The edits of both sides, joined')).toBeVisible();
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expectMade(page);
  const { stems } = await readHead(person, song.repositoryId);
  const expected = punchIn(punchIn(bass, from, to, 11), later, end, 12);
  expect(await download(person, stems[1])).toEqual(toWav(expected));
});

test('a branch that has nothing of its own moves forward, or gets a merge version if asked', async ({
  page,
  newPerson,
}) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { idea: [drums, take(6)] });
  await openMerge(page, person, song.path);
  await expect(page.getByText('it simply moves forward to it')).toBeVisible();
  await expect(page.getByLabel('Message')).toHaveCount(0);
  await page.getByRole('button', { name: 'Fast-forward main' }).click();
  await expect(page).toHaveURL(new RegExp(`/commit/${song.ideaId}$`));
  expect((await readHead(person, song.repositoryId)).id).toBe(song.ideaId);

  // Taken back, and merged once more with a version of its own.
  await person.api.branch.reset.mutate({
    repositoryId: song.repositoryId,
    name: 'main',
    to: song.firstId,
    expectedHead: song.ideaId,
  });
  await openMerge(page, person, song.path);
  await page.getByRole('switch', { name: 'Make a merge version even so' }).check();
  await page.getByLabel('Message').fill('The idea, for the record');
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page.getByRole('heading', { name: 'The idea, for the record' })).toBeVisible({ timeout: 20_000 });
  const head = await readHead(person, song.repositoryId);
  expect(head).toMatchObject({ parentCommitId: song.firstId, mergeParentCommitId: song.ideaId });
  await page.goto(`${song.path}/merge?ours=main&theirs=idea`);
  await expect(page.getByRole('heading', { name: 'Nothing to merge' })).toBeVisible();
});

test('a branch that moved meanwhile is told, and answers are kept', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  await openMerge(page, person, song.path);
  await page.getByRole('radio', { name: /^Theirs/ }).check();
  await pushPair(person, { repositoryId: song.repositoryId, expectedHead: song.headId, message: 'Louder kick' }, [
    take(9),
    take(7),
  ]);
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expect(page.getByText(`${person.username} pushed “Louder kick” to “main” meanwhile.`)).toBeVisible();
  await page.getByRole('button', { name: 'Preview again' }).click();
  await expect(page.getByRole('radio', { name: /^Theirs/ })).toBeChecked();
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expectMade(page);
  const { stems } = await readHead(person, song.repositoryId);
  expect(await download(person, stems[0])).toEqual(toWav(take(9)));
  expect(await download(person, stems[1])).toEqual(toWav(take(8)));
});

test('of two tabs that merge at once one wins, and the other sees what there is to do then', async ({
  page,
  context,
  newPerson,
}) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  const other = await context.newPage();
  await openMerge(page, person, song.path);
  await openMerge(other, person, song.path);
  await page.getByRole('radio', { name: /^Ours/ }).check();
  await other.getByRole('radio', { name: /^Theirs/ }).check();
  await page.getByLabel('Message').fill('Keep my bass');
  const buttons = [page, other].map((tab) => tab.getByRole('button', { name: 'Merge into main' }));
  await Promise.all(buttons.map((button) => button.click()));

  const refused = (tab: typeof page) =>
    tab.getByText('Nothing was written, and your answers are kept.', { exact: false });
  const isOver = async (tab: typeof page) => /\/commit\//.test(tab.url()) || (await refused(tab).isVisible());
  await expect.poll(async () => (await isOver(page)) && (await isOver(other)), { timeout: 30_000 }).toBe(true);
  const [won, lost] = (await refused(other).isVisible()) ? [page, other] : [other, page];
  await expect(won).toHaveURL(/\/commit\//);
  await expect(refused(lost)).toBeVisible();
  const head = await readHead(person, song.repositoryId);
  expect(won.url()).toContain(head.id);
  expect(head).toMatchObject({ parentCommitId: song.headId, mergeParentCommitId: song.ideaId });
  await lost.getByRole('button', { name: 'Preview again' }).click();
  await expect(lost.getByRole('heading', { name: 'Nothing to merge' })).toBeVisible();
});

test('answers are there again when the page is loaded anew, and gone once the merge is made', async ({
  page,
  newPerson,
}) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [drums, take(7)], idea: [drums, take(8)] });
  await openMerge(page, person, song.path);
  await page.getByRole('radio', { name: /Keep both/ }).check();
  await page.reload();
  await expect(page.getByRole('radio', { name: /Keep both/ })).toBeChecked();
  await page.getByRole('button', { name: 'Merge into main' }).dblclick();
  await expectMade(page);
  const head = await readHead(person, song.repositoryId);
  expect(head).toMatchObject({ parentCommitId: song.headId, mergeParentCommitId: song.ideaId });

  const next = { repositoryId: song.repositoryId, message: 'Once more' };
  await pushPair(person, { ...next, expectedHead: head.id }, [drums, take(9)]);
  await pushPair(person, { ...next, branch: 'idea', expectedHead: song.ideaId }, [drums, take(10)]);
  await openMerge(page, person, song.path);
  await expect(page.getByText('One question above is still open.')).toBeVisible();
});

test('a merge whose answer got lost on the way is found, and made once', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createTwoSides(person, { main: [take(5), bass], idea: [drums, take(6)] });
  await openMerge(page, person, song.path);
  let count = 0;
  await page.route('**/trpc/merge.run*', async (route) => {
    count += 1;
    if (count > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Merge into main' }).click();
  await expectMade(page);
  const head = await readHead(person, song.repositoryId);
  expect(page.url()).toContain(head.id);
  expect(head).toMatchObject({ parentCommitId: song.headId, mergeParentCommitId: song.ideaId });
  expect(count).toBe(2);
});

test('what somebody made in a fork is brought into the original', async ({ page, newPerson }) => {
  const [owner, friend] = [await newPerson('owner'), await newPerson('friend')];
  const song = await createTwoSides(owner, { main: [take(5), bass] });
  const fork = await friend.api.repository.fork.mutate({ repositoryId: song.repositoryId });
  const forked = await readHead(friend, fork.id);
  const version = { repositoryId: fork.id, expectedHead: forked.id, message: 'A friendly bass' };
  const theirs = await pushPair(friend, version, [take(5), take(6)]);

  await owner.enter(page);
  await page.goto(`${song.path}/merge`);
  await page.getByRole('button', { name: 'Bring from a fork' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bring from a fork' });
  await dialog.getByLabel('Song').fill('just a name');
  await dialog.getByRole('button', { name: 'Bring it here' }).click();
  await expect(dialog.getByText('Write it as owner/song')).toBeVisible();
  await dialog.getByLabel('Song').fill(`${friend.username}/nothing`);
  await dialog.getByRole('button', { name: 'Bring it here' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Song').fill(`${friend.username}/${fork.name}`);
  await dialog.getByRole('button', { name: 'Bring it here' }).click();
  await expect(page.getByText('it simply moves forward to it')).toBeVisible();
  await page.getByRole('button', { name: 'Fast-forward main' }).click();
  await expectMade(page);
  const head = await readHead(owner, song.repositoryId);
  expect(head).toMatchObject({ digest: theirs.digest, parentCommitId: song.headId });
  expect(await download(owner, head.stems[1])).toEqual(toWav(take(6)));
});

test('a writer reads beside the button that a protected branch is for admins to merge into', async ({
  page,
  newPerson,
}) => {
  const [owner, writer] = [await newPerson('owner'), await newPerson('writer')];
  const song = await createTwoSides(owner, { idea: [drums, take(6)] });
  const { repositoryId } = song;
  await owner.api.collaborator.add.mutate({ repositoryId, username: writer.username, role: 'writer' });
  await owner.api.branch.protect.mutate({ repositoryId, name: 'main', isProtected: true });
  await openMerge(page, writer, song.path);
  await expect(page.getByText('“main” is protected: an admin of this song can merge into it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fast-forward main' })).toBeDisabled();
  await openMerge(page, owner, song.path);
  await page.getByRole('button', { name: 'Fast-forward main' }).click();
  await expectMade(page);
  expect((await readHead(owner, repositoryId)).id).toBe(song.ideaId);
});
