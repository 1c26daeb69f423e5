import { expect, test } from './support/journey.ts';

test('an owner adds somebody, changes what they may do, and removes them again', async ({ page, newPerson }) => {
  const owner = await newPerson('owner');
  const friend = await newPerson('friend');
  await owner.api.repository.create.mutate({ name: 'shared' });
  const open = () => friend.api.repository.get.query({ owner: owner.username, name: 'shared' });
  await owner.enter(page);
  await page.goto(`/${owner.username}/shared/settings`);

  await page.getByLabel('Username').fill('nobody-of-this-name');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('There is no user of this name.')).toBeVisible();

  await page.getByLabel('Username').fill(friend.username);
  await page.getByLabel('Role', { exact: true }).selectOption('reader');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('list', { name: 'Collaborators' })).toContainText(friend.username);
  expect((await open()).role).toBe('reader');

  await page.getByLabel(`Role of ${friend.username}`).selectOption('writer');
  await expect(page.getByText(`${friend.username} is a writer now.`)).toBeVisible();
  expect((await open()).role).toBe('writer');

  await page.getByRole('button', { name: `Remove ${friend.username}` }).click();
  await page.getByRole('button', { name: /Really remove/ }).click();
  await expect(page.getByText('Nobody was added so far.')).toBeVisible();
  await expect(open()).rejects.toThrow('There is nothing here');
});

test('somebody who was added finds no settings but the way out, and takes it', async ({ page, newPerson }) => {
  const owner = await newPerson('owner');
  const friend = await newPerson('friend');
  const song = await owner.api.repository.create.mutate({ name: 'shared' });
  await owner.api.collaborator.add.mutate({ repositoryId: song.id, username: friend.username, role: 'writer' });
  await friend.enter(page);
  await page.goto(`/${owner.username}/shared/settings`);
  await expect(page.getByRole('heading', { name: 'Leave this song' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Details' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Leave this song' }).click();
  await page.getByRole('button', { name: /Really leave/ }).click();
  await expect(page.getByRole('heading', { name: 'Begin with one song' })).toBeVisible();
});

test('a stranger of a public song is told whose settings these are', async ({ page, newPerson }) => {
  const owner = await newPerson('owner');
  const stranger = await newPerson('stranger');
  await owner.api.repository.create.mutate({ name: 'open', isPublic: true });
  await stranger.enter(page);
  await page.goto(`/${owner.username}/open/settings`);
  await expect(page.getByRole('heading', { name: 'These settings are not yours to change' })).toBeVisible();
});

test('an owner renames a song and makes it public', async ({ page, newPerson }) => {
  const owner = await newPerson();
  await owner.api.repository.create.mutate({ name: 'sketch' });
  await owner.enter(page);
  await page.goto(`/${owner.username}/sketch/settings`);
  await page.getByLabel('Name', { exact: true }).fill('not a name');
  await page.getByRole('button', { name: 'Save details' }).click();
  await expect(page.getByText(/A repository name is made of/)).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('finished');
  await page.getByLabel('Description').fill('Done at last.');
  await page.getByRole('button', { name: 'Save details' }).click();
  await expect(page).toHaveURL(new RegExp(`/${owner.username}/finished/settings$`));

  await page.getByRole('radio', { name: /Public/ }).check();
  await page.getByRole('button', { name: 'Save visibility' }).click();
  await expect(page.getByText('This song is public now.')).toBeVisible();
  const song = await owner.api.repository.get.query({ owner: owner.username, name: 'finished' });
  expect(song).toMatchObject({ isPublic: true, description: 'Done at last.' });
});

test('a song is deleted only once its name is typed', async ({ page, newPerson }) => {
  const owner = await newPerson();
  await owner.api.repository.create.mutate({ name: 'gone-soon' });
  await owner.enter(page);
  await page.goto(`/${owner.username}/gone-soon/settings`);
  const button = page.getByRole('button', { name: 'Delete this song' });
  await expect(button).toBeDisabled();
  await page.getByLabel('Type “gone-soon” to confirm').fill('gone');
  await expect(button).toBeDisabled();
  await page.getByLabel('Type “gone-soon” to confirm').fill('gone-soon');
  await button.click();
  await expect(page.getByText(`${owner.username}/gone-soon was deleted.`)).toBeVisible();
  await page.goto(`/${owner.username}/gone-soon`);
  await expect(page.getByRole('heading', { name: 'There is no such song here' })).toBeVisible();
});

test('a token is shown once, works for a program, and stops working when it is revoked', async ({
  page,
  newPerson,
  playwright,
}) => {
  const person = await newPerson();
  await person.enter(page);
  await page.goto('/settings');
  await page.getByLabel('Name', { exact: true }).fill('Studio computer');
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = await page.getByTestId('new-token').textContent();
  expect(token).toMatch(/^bf_/);
  const program = await playwright.request.newContext({
    baseURL: process.env.JOURNEYS_URL,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const whoAmI = async () => (await program.get('/trpc/account.me')).text();
  expect(await whoAmI()).toContain(person.username);

  await page.reload();
  await expect(page.getByRole('list', { name: 'Access tokens' })).toContainText('Studio computer');
  await expect(page.getByTestId('new-token')).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke Studio computer' }).click();
  await page.getByRole('button', { name: /Really revoke/ }).click();
  await expect(page.getByText('You have no access token.')).toBeVisible();
  expect(await whoAmI()).not.toContain(person.username);
  await program.dispose();
});

test('a new password ends the other sessions, and the old one is refused', async ({ page, newPerson, playwright }) => {
  const person = await newPerson();
  const elsewhere = await playwright.request.newContext({ baseURL: process.env.JOURNEYS_URL });
  const login = { login: person.username, password: person.password };
  expect((await elsewhere.post('/trpc/account.signIn', { data: login })).status()).toBe(200);
  await person.enter(page);
  await page.goto('/settings');
  await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(2);

  await page.getByLabel('Current password').fill('not the old one');
  await page.getByLabel('New password').fill('a better sentence');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The current password is not right.')).toBeVisible();
  await page.getByLabel('Current password').fill(person.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1);
  expect(await (await elsewhere.get('/trpc/account.me')).text()).not.toContain(person.username);
  expect((await elsewhere.post('/trpc/account.signIn', { data: login })).status()).toBe(401);
  await elsewhere.dispose();
});
