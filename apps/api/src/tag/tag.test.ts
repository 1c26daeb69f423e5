import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

async function makeSong() {
  const repository = await makeTestRepository(ana);
  const commit = await makeTestCommit(ana, repository);
  return { repositoryId: repository.id, repository, commit };
}

describe('a tag', () => {
  test('stays at its version while the branch goes on, and is a ref', async () => {
    const { repositoryId, repository, commit } = await makeSong();
    const tag = await ana.api.tag.create.mutate({ repositoryId, name: 'v1.0', at: 'main', message: 'The single' });
    expect(tag).toMatchObject({ commitId: commit.id, message: 'The single', authorName: ana.username });
    await makeTestCommit(ana, repository, { expectedHead: commit.id });
    expect((await ana.api.commit.get.query({ repositoryId, ref: 'v1.0' })).id).toBe(commit.id);
  });

  test('never moves: its name is taken for good, by branches too', async () => {
    const { repositoryId } = await makeSong();
    await ana.api.tag.create.mutate({ repositoryId, name: 'v1', at: 'main' });
    const again = await refusalOf(ana.api.tag.create.mutate({ repositoryId, name: 'v1', at: 'main' }));
    expect(again).toMatchObject({
      reason: 'name-taken',
      message: 'There is a tag of this name already. Tags never move.',
    });
    expect(await reasonOf(ana.api.tag.create.mutate({ repositoryId, name: 'main', at: 'main' }))).toBe('name-taken');
  });

  test('can be deleted, and given again from what the answer names', async () => {
    const { repositoryId, commit } = await makeSong();
    await ana.api.tag.create.mutate({ repositoryId, name: 'v1', at: 'main' });
    expect(await ana.api.tag.delete.mutate({ repositoryId, name: 'v1' })).toMatchObject({ commitId: commit.id });
    expect(await reasonOf(ana.api.tag.delete.mutate({ repositoryId, name: 'v1' }))).toBe('not-found');
    await ana.api.tag.create.mutate({ repositoryId, name: 'v1', at: commit.id });
  });

  test('of another repository names nothing here', async () => {
    const { repositoryId } = await makeSong();
    const other = await makeSong();
    await ana.api.tag.create.mutate({ repositoryId: other.repositoryId, name: 'theirs', at: 'main' });
    expect(await reasonOf(ana.api.commit.get.query({ repositoryId, ref: 'theirs' }))).toBe('not-found');
    expect(await reasonOf(ana.api.tag.create.mutate({ repositoryId, name: 'mine', at: 'theirs' }))).toBe('not-found');
  });

  test.each(['', 'two words', 'a..b', 'x'.repeat(300)])('cannot be called “%s”', async (name) => {
    const { repositoryId } = await makeSong();
    expect(await reasonOf(ana.api.tag.create.mutate({ repositoryId, name, at: 'main' }))).toBe('input-invalid');
  });
});

test('tags are listed newest first, in pages', async () => {
  const { repositoryId } = await makeSong();
  for (const name of ['a', 'b', 'c']) await ana.api.tag.create.mutate({ repositoryId, name, at: 'main' });
  const first = await ana.api.tag.list.query({ repositoryId, limit: 2 });
  const rest = await ana.api.tag.list.query({ repositoryId, limit: 2, cursor: first.nextCursor });
  expect(new Set([...first.items, ...rest.items].map(({ name }) => name))).toEqual(new Set(['a', 'b', 'c']));
  expect(rest.nextCursor).toBeNull();
});
