import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;
let ben: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  ben = await makeTestUser(app);
});
afterAll(() => app.close());

test('a role decides what a collaborator may do, from one request to the next', async () => {
  const repository = await makeTestRepository(ana);
  const place = { repositoryId: repository.id };
  expect(await reasonOf(makeTestCommit(ben, repository))).toBe('not-found');
  const added = await ana.api.collaborator.add.mutate({
    ...place,
    username: ben.username.toUpperCase(),
    role: 'reader',
  });
  expect(added).toMatchObject({ userId: ben.id, username: ben.username, role: 'reader' });
  expect(await reasonOf(makeTestCommit(ben, repository))).toBe('forbidden');
  await ana.api.collaborator.setRole.mutate({ ...place, userId: ben.id, role: 'writer' });
  expect(await makeTestCommit(ben, repository)).toMatchObject({ authorId: ben.id });
  expect(await ben.api.repository.get.query({ owner: ana.username, name: repository.name })).toMatchObject({
    role: 'writer',
  });
  await ana.api.collaborator.remove.mutate({ ...place, userId: ben.id });
  expect(await reasonOf(ben.api.commit.list.query(place))).toBe('not-found');
});

test('a collaborator is added once, and the owner not at all', async () => {
  const { id: repositoryId } = await makeTestRepository(ana);
  const add = (username: string) => ana.api.collaborator.add.mutate({ repositoryId, username, role: 'writer' });
  await add(ben.username);
  expect(await refusalOf(add(ben.username))).toMatchObject({ reason: 'already-collaborator', status: 409 });
  expect(await reasonOf(add(ana.username))).toBe('already-collaborator');
  expect(await refusalOf(add('nobody-here'))).toMatchObject({
    reason: 'not-found',
    message: 'There is no user of this name.',
  });
});

test('who does not collaborate has no role to change or to lose', async () => {
  const { id: repositoryId } = await makeTestRepository(ana);
  const userId = randomUUID();
  expect(await reasonOf(ana.api.collaborator.setRole.mutate({ repositoryId, userId, role: 'admin' }))).toBe(
    'not-found',
  );
  expect(await reasonOf(ana.api.collaborator.remove.mutate({ repositoryId, userId }))).toBe('not-found');
});

test('collaborators are listed by name, in pages', async () => {
  const { id: repositoryId } = await makeTestRepository(ana);
  const names = ['cleo', 'abe', 'bob'].map((name) => `${name}-${repositoryId.slice(0, 8)}`);
  for (const username of names) {
    await makeTestUser(app, { username });
    await ana.api.collaborator.add.mutate({ repositoryId, username, role: 'reader' });
  }
  const first = await ana.api.collaborator.list.query({ repositoryId, limit: 2 });
  const rest = await ana.api.collaborator.list.query({ repositoryId, limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map(({ username }) => username)).toEqual(
    names.toSorted((a, b) => a.localeCompare(b)),
  );
  expect(rest.nextCursor).toBeNull();
});
