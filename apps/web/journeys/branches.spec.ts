import type { Page } from '@playwright/test';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';
import type { Person } from './support/person.ts';
import { pushVersion } from './support/push-version.ts';

const drums = { name: 'Drums', stemType: 'drums', frequency: 90 } as const;
const bass = { name: 'Bass', stemType: 'bass', frequency: 55 } as const;

/** A public song with two versions on main, and its owner in the browser. */
async function createSong(page: Page, person: Person) {
  const song = await person.api.repository.create.mutate({ name: 'song', isPublic: true });
  const base = { repositoryId: song.id, bpm: 122, keySignature: 'Am' };
  const one = await pushVersion(person, { ...base, expectedHead: null, message: 'First take', stems: [drums, bass] });
  const louder = { ...drums, frequency: 95 };
  const two = await pushVersion(person, {
    ...base,
    expectedHead: one.id,
    message: 'Louder drums',
    stems: [louder, bass],
  });
  await person.enter(page);
  return { id: song.id, path: `/${person.username}/song`, base, one, two };
}

const versions = (page: Page) => page.getByRole('list', { name: 'Versions' }).getByRole('listitem');

test('a branch is made from the switcher, pushed to, and seen in the graph', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createSong(page, person);
  await page.goto(song.path);
  await page.getByRole('button', { name: /^Branch main/ }).click();
  await page.getByRole('combobox', { name: 'Find a branch or tag' }).fill('slow bass');
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the branch')).toHaveValue('slow-bass');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create branch' }).click();
  await expect(page).toHaveURL(/\?ref=slow-bass$/);
  await expect(page.getByText('to push the next version of slow-bass')).toBeVisible();

  await pushVersion(person, {
    ...song.base,
    branch: 'slow-bass',
    expectedHead: song.two.id,
    message: 'Slower bass',
    stems: [drums, { ...bass, frequency: 50 }],
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Slower bass' })).toBeVisible();

  await page.getByRole('link', { name: 'History', exact: true }).click();
  await expect(page).toHaveURL(/\/commits\?ref=slow-bass$/);
  await expect(versions(page)).toHaveCount(3);
  await expect(versions(page).first()).toContainText('Slower bass');
  await page.getByRole('button', { name: /^Branch slow-bass/ }).click();
  await page.getByRole('option', { name: /main/ }).click();
  await expect(versions(page)).toHaveCount(2);
  await page.getByText('All branches').click();
  await expect(page).toHaveURL(/all=true/);
  await expect(versions(page)).toHaveCount(3);
  await expect(versions(page).nth(1).getByRole('link', { name: 'main' })).toBeVisible();
});

test('the graph is walked with the keyboard, and narrowed by what changed', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createSong(page, person);
  await page.goto(`${song.path}/commits`);
  await page.getByRole('link', { name: 'Louder drums', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'First take', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/commit/${song.one.id}$`));

  await page.goto(`${song.path}/commits`);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Of the type').selectOption('bass');
  await expect(page).toHaveURL(/type=bass/);
  await expect(versions(page)).toHaveCount(1);
  await expect(page.getByText('1 version found')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Words').fill('louder');
  await expect(page.getByRole('heading', { name: 'No version fits' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await expect(versions(page)).toHaveCount(2);
  await page.goto(`${song.path}/commits?ref=gone`);
  await expect(page.getByRole('heading', { name: 'Nothing here is called “gone”' })).toBeVisible();
});

test('a move of a branch is taken back, and a deleted branch and tag come back', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createSong(page, person);
  await person.api.branch.create.mutate({ repositoryId: song.id, name: 'idea', from: 'main' });
  const headOf = async (name: string) => {
    const { items } = await person.api.branch.list.query({ repositoryId: song.id });
    return items.find((branch) => branch.name === name)?.headCommitId;
  };
  await page.goto(`${song.path}/branches`);
  const moves = page.getByRole('list', { name: 'Moves of branches' }).getByRole('listitem');
  await moves.filter({ hasText: 'pushed “Louder drums” to main' }).getByRole('button', { name: /^Undo/ }).click();
  await expect(moves.first()).toContainText('put main at “First take”');
  expect(await headOf('main')).toBe(song.one.id);
  await moves.first().getByRole('button', { name: /^Undo/ }).click();
  await expect(moves.first()).toContainText('put main at “Louder drums”');
  expect(await headOf('main')).toBe(song.two.id);

  const branches = page.getByRole('list', { name: 'Branches', exact: true }).getByRole('listitem');
  await page.getByRole('button', { name: 'More for idea' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted the branch “idea”, which stood at “Louder drums”.')).toBeVisible();
  await expect(branches).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(branches).toHaveCount(2);
  expect(await headOf('idea')).toBe(song.two.id);

  await page.getByRole('button', { name: 'More for idea' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('New name').fill('main');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText('There is a branch of this name already.')).toBeVisible();
  await page.getByLabel('New name').fill('better-idea');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(moves.first()).toContainText('renamed idea to better-idea');

  await page.getByRole('button', { name: 'New tag' }).click();
  await page.getByLabel('Name of the tag').fill('demo-1');
  await page.getByLabel('Message').fill('As played on the radio');
  await page.getByRole('button', { name: 'Create tag' }).click();
  const tags = page.getByRole('list', { name: 'Tags', exact: true }).getByRole('listitem');
  await expect(tags).toContainText('As played on the radio');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Delete the tag demo-1' }).click();
  await expect(page.getByText('No version is tagged so far.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('link', { name: 'demo-1' }).click();
  await expect(page).toHaveURL(/\?ref=demo-1$/);
  await expect(page.getByText('A tag stays at its version.')).toBeVisible();
  await expectAccessible(page);
});

test('an admin protects a branch and makes another the default one', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await createSong(page, person);
  await person.api.branch.create.mutate({ repositoryId: song.id, name: 'live', from: song.one.id });
  await page.goto(`${song.path}/branches`);
  const branches = page.getByRole('list', { name: 'Branches', exact: true }).getByRole('listitem');
  await page.getByRole('button', { name: 'More for live' }).click();
  await page.getByRole('menuitem', { name: 'Make it the default' }).click();
  await expect(branches.first()).toContainText('live');
  await page.getByRole('button', { name: 'More for main' }).click();
  await page.getByRole('menuitem', { name: 'Protect' }).click();
  await expect(branches.last()).toContainText('protected');
  await page.getByRole('button', { name: 'More for main' }).click();
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.goto(song.path);
  await expect(page.getByRole('button', { name: /^Branch live/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'First take' })).toBeVisible();
});

test('a fork knows how it stands to its original, and brings over what it lacks', async ({ page, newPerson }) => {
  const owner = await newPerson('owner');
  const song = await createSong(page, owner);
  const friend = await newPerson('friend');
  await friend.enter(page);
  await page.goto(song.path);
  await page.getByRole('button', { name: 'Fork' }).click();
  await expect(page.getByLabel('Name of your song')).toHaveValue('song');
  await page.getByLabel('Name of your song').fill('our-song');
  await page.getByRole('dialog').getByRole('button', { name: 'Fork' }).click();
  await expect(page).toHaveURL(new RegExp(`/${friend.username}/our-song$`));
  await expect(page.getByText('the same as the original')).toBeVisible();

  const forked = await friend.api.repository.get.query({ owner: friend.username, name: 'our-song' });
  const vocals = { name: 'Vocals', stemType: 'vocals', frequency: 440 } as const;
  const push = { ...song.base, expectedHead: song.two.id, stems: [{ ...drums, frequency: 95 }, bass, vocals] };
  await pushVersion(owner, { ...push, message: 'Sung' });
  await page.reload();
  await expect(page.getByText('1 behind the original')).toBeVisible();
  await page.getByRole('button', { name: 'Bring over' }).click();
  await expect(page.getByText('the same as the original')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sung' })).toBeVisible();

  const own = { ...song.base, repositoryId: forked.id, message: 'Without bass' };
  const { head } = await friend.api.repository.get.query({ owner: friend.username, name: 'our-song' });
  await pushVersion(friend, { ...own, expectedHead: head!.id, stems: [{ ...drums, frequency: 95 }, vocals] });
  await page.reload();
  await expect(page.getByText('1 ahead of the original')).toBeVisible();
});

test('branches tell how far they are from the default one, and versions are compared from where they stand', async ({
  page,
  newPerson,
}) => {
  const person = await newPerson();
  const song = await createSong(page, person);
  await person.api.branch.create.mutate({ repositoryId: song.id, name: 'idea', from: song.one.id });
  const idea = { ...song.base, branch: 'idea', expectedHead: song.one.id, message: 'Deeper bass' };
  await pushVersion(person, { ...idea, stems: [drums, { ...bass, frequency: 50 }] });
  await page.goto(`${song.path}/branches`);
  const rows = page.getByRole('list', { name: 'Branches', exact: true }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'idea' })).toContainText('1 ahead, 1 behind main');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Compare idea with main' }).click();
  await expect(page).toHaveURL(/compare\?before=main&after=idea/);
  await expect(page.getByRole('heading', { name: 'Compare versions' })).toBeVisible();

  await page.goto(`${song.path}/branches`);
  await page.getByRole('button', { name: 'More for idea' }).click();
  await page.getByRole('menuitem', { name: 'Merge into main' }).click();
  await expect(page).toHaveURL(/merge\?ours=main&theirs=idea/);

  await page.goto(`${song.path}/commits`);
  await page.getByRole('link', { name: 'Louder drums', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const more = page.getByRole('button', { name: 'More for “Louder drums”' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Compare with the version before' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Compare with the version before' })).toBeVisible();
  await expect(more).not.toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Compare with the version before' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`compare\\?before=${song.one.id}&after=${song.two.id}`));
});
