import { BranchModel, BranchMoveModel, CommitModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';
import { type Fork, makeFork, runMergeAs } from './testing/two-lines.ts';

let app: TestApp;
let ana: TestUser;
let ben: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  ben = await makeTestUser(app);
});
afterAll(() => app.close());

async function expectNothingWritten(repository: { id: string }) {
  expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(3);
  expect(await BranchMoveModel.count({ where: { repoId: repository.id, reason: 'merge' } })).toBe(0);
}

describe('a protected branch', () => {
  const protect = ({ repository }: Fork) =>
    BranchModel.update({ isProtected: true }, { where: { repoId: repository.id, name: 'main' } });

  test('takes merges of admins alone', async () => {
    const fork = await makeFork(ana);
    await ana.api.collaborator.add.mutate({ repositoryId: fork.repository.id, username: ben.username, role: 'writer' });
    await protect(fork);
    const refused = await refusalOf(runMergeAs(ben, fork));
    expect(refused).toMatchObject({ reason: 'branch-protected', status: 403, data: { branch: 'main' } });
    expect(refused.message).toContain('an admin can merge');
    await expectNothingWritten(fork.repository);
    expect((await runMergeAs(ana, fork)).mergeParentCommitId).toBe(fork.theirs.id);
  });

  test('takes no push, revert, cherry-pick or restore of anybody', async () => {
    const fork = await makeFork(ana);
    const { repository, ours, theirs, base } = fork;
    await protect(fork);
    const target = { repositoryId: repository.id, branch: 'main', expectedHead: ours.id };
    const attempts = [
      () => makeTestCommit(ana, repository, { expectedHead: ours.id }),
      () => ana.api.commit.revert.mutate({ ...target, commit: ours.id }),
      () => ana.api.commit.cherryPick.mutate({ ...target, commit: theirs.id }),
      () => ana.api.commit.restore.mutate({ ...target, commit: base.id }),
    ];
    for (const attempt of attempts) expect(await reasonOf(attempt())).toBe('branch-protected');
    await expectNothingWritten(repository);
  });

  test('refuses a fast-forward to who is no admin', async () => {
    const { repository, base, theirs } = await makeFork(ana);
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'release', from: base.id });
    await BranchModel.update({ isProtected: true }, { where: { repoId: repository.id, name: 'release' } });
    await ana.api.collaborator.add.mutate({ repositoryId: repository.id, username: ben.username, role: 'writer' });
    const merge = (user: TestUser) => runMergeAs(user, { repository, ours: base, theirs }, { branch: 'release' });
    expect(await reasonOf(merge(ben))).toBe('branch-protected');
    expect((await merge(ana)).id).toBe(theirs.id);
  });
});
