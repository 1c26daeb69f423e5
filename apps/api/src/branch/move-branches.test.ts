import { CommitModel } from '@beatflow/db';
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

/** A song with two versions on main: `first` and `second`. */
async function makeSong() {
  const repository = await makeTestRepository(ana);
  const first = await makeTestCommit(ana, repository);
  const second = await makeTestCommit(ana, repository, { expectedHead: first.id });
  return { repositoryId: repository.id, repository, first, second };
}

const headOf = async (repositoryId: string, name: string) => {
  const { items } = await ana.api.branch.list.query({ repositoryId });
  return items.find((branch) => branch.name === name)?.headCommitId;
};

describe('a branch that is renamed', () => {
  test('keeps its head, and stays the default one', async () => {
    const { repositoryId, second } = await makeSong();
    const branch = await ana.api.branch.rename.mutate({ repositoryId, name: 'main', newName: 'trunk' });
    expect(branch).toMatchObject({ name: 'trunk', headCommitId: second.id, isDefault: true });
    expect(await headOf(repositoryId, 'main')).toBeUndefined();
    const { items } = await ana.api.branch.moves.query({ repositoryId });
    expect(items.slice(0, 2)).toMatchObject([
      { branchName: 'trunk', fromCommitId: null, toCommitId: second.id, reason: 'rename', actorName: ana.username },
      { branchName: 'main', fromCommitId: second.id, toCommitId: null, reason: 'rename' },
    ]);
  });

  test('cannot take the name of another branch, nor of a tag', async () => {
    const { repositoryId } = await makeSong();
    await ana.api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' });
    await ana.api.tag.create.mutate({ repositoryId, name: 'v1', at: 'main' });
    for (const newName of ['main', 'v1']) {
      expect(await reasonOf(ana.api.branch.rename.mutate({ repositoryId, name: 'idea', newName }))).toBe('name-taken');
    }
    expect(await reasonOf(ana.api.branch.create.mutate({ repositoryId, name: 'v1', from: 'main' }))).toBe('name-taken');
  });
});

describe('a branch that is deleted', () => {
  test('can be brought back from the head that the answer names', async () => {
    const { repositoryId, first } = await makeSong();
    await ana.api.branch.create.mutate({ repositoryId, name: 'idea', from: first.id });
    const deleted = await ana.api.branch.delete.mutate({ repositoryId, name: 'idea' });
    expect(deleted).toEqual({ name: 'idea', headCommitId: first.id });
    expect(await CommitModel.count({ where: { repoId: repositoryId } })).toBe(2);
    await ana.api.branch.create.mutate({ repositoryId, name: deleted.name, from: deleted.headCommitId });
    expect(await headOf(repositoryId, 'idea')).toBe(first.id);
    const { items } = await ana.api.branch.moves.query({ repositoryId, name: 'idea' });
    expect(items.map(({ reason }) => reason)).toEqual(['create', 'delete', 'create']);
  });

  test('is not the default one, and not one that has moved meanwhile', async () => {
    const { repositoryId, first, second } = await makeSong();
    const refused = await refusalOf(ana.api.branch.delete.mutate({ repositoryId, name: 'main' }));
    expect(refused.message).toMatch(/default branch cannot be deleted/);
    await ana.api.branch.create.mutate({ repositoryId, name: 'idea', from: second.id });
    const stale = ana.api.branch.delete.mutate({ repositoryId, name: 'idea', expectedHead: first.id });
    expect(await reasonOf(stale)).toBe('branch-moved');
    expect(await headOf(repositoryId, 'idea')).toBe(second.id);
  });
});

describe('a branch that is reset', () => {
  test('points at the version that was named, and can be put back', async () => {
    const { repositoryId, first, second } = await makeSong();
    const name = 'main';
    await ana.api.branch.reset.mutate({ repositoryId, name, to: first.digest.slice(0, 8), expectedHead: second.id });
    expect(await headOf(repositoryId, name)).toBe(first.id);
    const [move] = (await ana.api.branch.moves.query({ repositoryId, name })).items;
    expect(move).toMatchObject({ fromCommitId: second.id, toCommitId: first.id, reason: 'reset' });
    await ana.api.branch.reset.mutate({ repositoryId, name, to: move!.fromCommitId!, expectedHead: first.id });
    expect(await headOf(repositoryId, name)).toBe(second.id);
  });

  test('is refused to whoever has not seen its head', async () => {
    const { repositoryId, first } = await makeSong();
    const stale = ana.api.branch.reset.mutate({ repositoryId, name: 'main', to: first.id, expectedHead: first.id });
    expect(await reasonOf(stale)).toBe('branch-moved');
  });

  test('cannot point into another repository', async () => {
    const { repositoryId, second } = await makeSong();
    const other = await makeSong();
    const input = { repositoryId, name: 'main', to: other.first.id, expectedHead: second.id };
    expect(await reasonOf(ana.api.branch.reset.mutate(input))).toBe('not-found');
  });
});

describe('a protected branch', () => {
  test('is neither reset, renamed nor deleted until it is let go of', async () => {
    const { repositoryId, first, second } = await makeSong();
    const name = 'main';
    expect(await ana.api.branch.protect.mutate({ repositoryId, name, isProtected: true })).toMatchObject({
      isProtected: true,
    });
    for (const attempt of [
      () => ana.api.branch.reset.mutate({ repositoryId, name, to: first.id, expectedHead: second.id }),
      () => ana.api.branch.rename.mutate({ repositoryId, name, newName: 'trunk' }),
      () => ana.api.branch.delete.mutate({ repositoryId, name }),
    ]) {
      expect(await reasonOf(attempt())).toBe('branch-protected');
    }
    await ana.api.branch.protect.mutate({ repositoryId, name, isProtected: false });
    await ana.api.branch.reset.mutate({ repositoryId, name, to: first.id, expectedHead: second.id });
  });
});

test('moves are listed newest first, in pages', async () => {
  const { repositoryId } = await makeSong();
  const first = await ana.api.branch.moves.query({ repositoryId, limit: 1 });
  const rest = await ana.api.branch.moves.query({ repositoryId, limit: 1, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map(({ reason }) => reason)).toEqual(['push', 'create']);
  expect(rest.nextCursor).toBeNull();
});

test('moves and lists of branches say in words what a branch stood and stands at', async () => {
  const repository = await makeTestRepository(ana);
  const repositoryId = repository.id;
  const one = await makeTestCommit(ana, repository, { message: 'one' });
  await makeTestCommit(ana, repository, { message: 'two', expectedHead: one.id });
  const { items: branches } = await ana.api.branch.list.query({ repositoryId });
  expect(branches[0]?.head).toMatchObject({ message: 'two', authorName: ana.username });
  const { items: moves } = await ana.api.branch.moves.query({ repositoryId });
  expect(moves.map(({ fromMessage, toMessage }) => [fromMessage, toMessage])).toEqual([
    ['one', 'two'],
    [null, 'one'],
  ]);
});
