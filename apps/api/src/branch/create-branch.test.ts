import { BranchModel, BranchMoveModel } from '@beatflow/db';
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

describe('a new branch', () => {
  test('points where its ref points, and its making is on record', async () => {
    const { repositoryId, commit } = await makeSong();
    for (const [name, from] of [
      ['by-branch', 'main'],
      ['by-id', commit.id],
      ['by/digest', commit.digest.slice(0, 9)],
    ] as const) {
      const branch = await ana.api.branch.create.mutate({ repositoryId, name, from });
      expect(branch).toMatchObject({ repositoryId, name, headCommitId: commit.id, isDefault: false });
      const move = await BranchMoveModel.findOne({ where: { repoId: repositoryId, branchName: name } });
      expect(move).toMatchObject({ fromCommitId: null, toCommitId: commit.id, actorId: ana.id, reason: 'create' });
    }
  });

  test('does not move with the branch that it came from', async () => {
    const { repositoryId, repository, commit } = await makeSong();
    await ana.api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' });
    const second = await makeTestCommit(ana, repository, { expectedHead: commit.id });
    expect((await ana.api.commit.get.query({ repositoryId, ref: 'idea' })).id).toBe(commit.id);
    expect((await ana.api.commit.get.query({ repositoryId, ref: 'main' })).id).toBe(second.id);
  });

  test('cannot take a name that is taken; capitals make another name', async () => {
    const { repositoryId } = await makeSong();
    const refused = await refusalOf(ana.api.branch.create.mutate({ repositoryId, name: 'main', from: 'main' }));
    expect(refused).toMatchObject({ reason: 'name-taken', message: 'There is a branch of this name already.' });
    await ana.api.branch.create.mutate({ repositoryId, name: 'Main', from: 'main' });
    expect(await BranchMoveModel.count({ where: { repoId: repositoryId } })).toBe(2);
  });

  test('is made once by many at once', async () => {
    const { repositoryId } = await makeSong();
    const attempts = await Promise.allSettled(
      Array.from({ length: 6 }, () => ana.api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' })),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await BranchModel.count({ where: { repoId: repositoryId, name: 'idea' } })).toBe(1);
    expect(await BranchMoveModel.count({ where: { repoId: repositoryId, branchName: 'idea' } })).toBe(1);
  });

  test.each(['', 'new bass', 'a..b', '-x', 'x/', '/x', 'a//b', 'x.lock', '@', 'a~1', 'ta\u0000b', 'x'.repeat(256)])(
    'cannot be called “%s”',
    async (name) => {
      const { repositoryId } = await makeSong();
      expect(await reasonOf(ana.api.branch.create.mutate({ repositoryId, name, from: 'main' }))).toBe('input-invalid');
    },
  );

  test('may be called by an emoji, or in any script', async () => {
    const { repositoryId } = await makeSong();
    for (const name of ['🥁', 'идея', 'new/bass-2']) {
      expect(await ana.api.branch.create.mutate({ repositoryId, name, from: 'main' })).toMatchObject({ name });
    }
  });

  test('cannot come from what is not there, nor from another repository', async () => {
    const { repositoryId } = await makeSong();
    const other = await makeSong();
    for (const from of ['nothing', other.commit.id, other.commit.digest]) {
      expect(await reasonOf(ana.api.branch.create.mutate({ repositoryId, name: 'idea', from }))).toBe('not-found');
    }
  });
});

test('branches are listed by name, in pages, and the default one says so', async () => {
  const { repositoryId } = await makeSong();
  for (const name of ['c', 'a', 'b']) await ana.api.branch.create.mutate({ repositoryId, name, from: 'main' });
  const first = await ana.api.branch.list.query({ repositoryId, limit: 3 });
  const rest = await ana.api.branch.list.query({ repositoryId, limit: 3, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['a', false],
    ['b', false],
    ['c', false],
    ['main', true],
  ]);
  expect(rest.nextCursor).toBeNull();
});
