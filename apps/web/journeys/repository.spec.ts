import { expect, test } from './support/journey.ts';
import { pushVersion } from './support/push-version.ts';

const firstTake = [
  { name: 'Drums', stemType: 'drums', frequency: 90 },
  { name: 'Bass', stemType: 'bass', frequency: 55 },
] as const;

test('somebody makes a repository for a song, and its page is there', async ({ page, newPerson }) => {
  const person = await newPerson();
  await person.enter(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'New song' }).first().click();
  await page.getByLabel('Name').fill('Blue Hour (demo)');
  await expect(page.getByText(`${person.username}/Blue-Hour-demo`)).toBeVisible();
  await page.getByLabel('Description').fill('For the drive home.');
  await page.getByLabel('Genre').fill('House');
  await page.getByRole('radio', { name: /Public/ }).check();
  await page.getByRole('button', { name: 'Create song' }).click();

  await expect(page).toHaveURL(new RegExp(`/${person.username}/Blue-Hour-demo$`));
  const song = await person.api.repository.get.query({ owner: person.username, name: 'Blue-Hour-demo' });
  expect(song).toMatchObject({ description: 'For the drive home.', genre: 'House', isPublic: true });
});

test('a name that is in use already is said so at its field', async ({ page, newPerson }) => {
  const person = await newPerson();
  await person.api.repository.create.mutate({ name: 'again' });
  await person.enter(page);
  await page.goto('/new');
  await page.getByLabel('Name').fill('Again');
  await page.getByRole('button', { name: 'Create song' }).click();
  await expect(page.getByText('There is a repository of this name already.')).toBeVisible();
  await expect(page.getByLabel('Name')).toBeFocused();
});

test('a private song does not exist for strangers and visitors, in any of its pages', async ({
  page,
  newPerson,
  browser,
}) => {
  const owner = await newPerson('owner');
  const stranger = await newPerson('stranger');
  await owner.api.repository.create.mutate({ name: 'letters' });
  await stranger.enter(page);
  const visitor = await (await browser.newContext({ baseURL: process.env.JOURNEYS_URL })).newPage();
  for (const path of ['', '/commits', '/settings']) {
    await page.goto(`/${owner.username}/letters${path}`);
    await expect(page.getByRole('heading', { name: 'There is no such song here' })).toBeVisible();
  }
  await visitor.goto(`/${owner.username}/letters`);
  await expect(visitor.getByRole('heading', { name: 'There is no such song here' })).toBeVisible();
  await expect(visitor.getByRole('main').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await visitor.context().close();
});

test('the history lists every version with its branch, and leads to each of them', async ({ page, newPerson }) => {
  const person = await newPerson();
  const song = await person.api.repository.create.mutate({ name: 'song', isPublic: true });
  const base = { repositoryId: song.id, bpm: 122, keySignature: 'Am' };
  const one = await pushVersion(person, { ...base, expectedHead: null, message: 'First take', stems: [...firstTake] });
  await pushVersion(person, {
    ...base,
    expectedHead: one.id,
    message: 'Louder',
    stems: [{ ...firstTake[0], frequency: 95 }],
  });
  await person.api.branch.create.mutate({ repositoryId: song.id, name: 'quiet', from: one.id });

  await page.goto(`/${person.username}/song/commits`);
  const versions = page.getByRole('list', { name: 'Versions' }).getByRole('listitem');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('Louder');
  await page.getByRole('button', { name: /^Branch main/ }).click();
  await page.getByRole('option', { name: 'quiet' }).click();
  await expect(page).toHaveURL(/\?ref=quiet$/);
  await expect(versions).toHaveCount(1);
  await page.getByRole('link', { name: 'First take', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/commit/${one.id}$`));
  await page.goto(`/${person.username}/song/commits?ref=gone`);
  await expect(page.getByRole('heading', { name: 'Nothing here is called “gone”' })).toBeVisible();
});

test('exploring finds public songs by words, genre, key and tempo, and keeps the search in the address', async ({
  page,
  newPerson,
}) => {
  const person = await newPerson('finder');
  const genre = `genre ${person.username}`;
  for (const [name, bpm, keySignature] of [
    ['slow-boat', 84, 'G'],
    ['night-train', 132, 'F#m'],
  ] as const) {
    const song = await person.api.repository.create.mutate({ name, genre, isPublic: true });
    const stems = [...firstTake];
    await pushVersion(person, { repositoryId: song.id, expectedHead: null, message: 'One', bpm, keySignature, stems });
  }
  await person.api.repository.create.mutate({ name: 'hidden', genre });

  await page.goto('/explore');
  await page.getByLabel('Genre').fill(genre);
  const songs = page.getByRole('list', { name: 'Public songs' }).getByRole('listitem');
  await expect(songs).toHaveCount(2);
  await page.getByLabel('Slowest bpm').fill('100');
  await expect(songs).toHaveCount(1);
  await expect(songs).toContainText('night-train');
  await expect(page).toHaveURL(/minBpm=100/);
  await page.getByLabel('Key').selectOption({ label: 'F# minor' });
  await expect(page).toHaveURL(/key=F%23m/);

  await page.reload();
  await expect(page.getByLabel('Genre')).toHaveValue(genre);
  await expect(songs).toHaveCount(1);
  await page.getByLabel('Key').selectOption({ label: 'C major' });
  await expect(page.getByRole('heading', { name: 'Nothing sounds like that here' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page).toHaveURL(/\/explore$/);

  await page.getByRole('searchbox', { name: 'Search public songs' }).fill(`${person.username} slow`);
  await page.keyboard.press('Enter');
  await expect(songs).toHaveCount(1);
  await songs.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/${person.username}/slow-boat$`));
});

test('a profile shows a visitor what is public, and its owner everything', async ({ page, newPerson }) => {
  const person = await newPerson();
  await person.api.repository.create.mutate({ name: 'open', isPublic: true });
  await person.api.repository.create.mutate({ name: 'closed' });
  await page.goto(`/${person.username}`);
  await expect(page.getByRole('heading', { level: 1, name: person.username })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Public songs' }).getByRole('listitem')).toHaveCount(1);
  await person.enter(page);
  await page.reload();
  await expect(page.getByRole('list', { name: 'Your songs' }).getByRole('listitem')).toHaveCount(2);
});
