import { randomUUID } from 'node:crypto';
import { CommitModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';
import { expectNothingWritten, type Fork, makeFork, previewMergeAs, runMergeAs } from './testing/two-lines.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

type RunInput = Parameters<TestUser['api']['merge']['run']['mutate']>[0];

const preview = (fork: Pick<Fork, 'repository'>, ours?: string, theirs?: string) =>
  previewMergeAs(ana, fork, ours, theirs);
const run = (fork: Parameters<typeof runMergeAs>[1], more?: Partial<RunInput>) => runMergeAs(ana, fork, more);

describe('a merge is refused', () => {
  test('with oneself or an ancestor, which a preview calls up to date', async () => {
    const { repository, base, ours } = await makeFork(ana);
    expect(await preview({ repository }, 'main', 'main')).toMatchObject({ kind: 'up-to-date', conflicts: [] });
    expect(await preview({ repository }, 'main', base.id)).toMatchObject({ kind: 'up-to-date' });
    const refused = await refusalOf(run({ repository, ours, theirs: ours }, { theirs: 'main' }));
    expect(refused).toMatchObject({
      reason: 'merge-nothing',
      message: expect.stringContaining('nothing to bring over'),
    });
    await expectNothingWritten(repository, 3);
  });

  test('when either side moved since it was looked at, and tells the head of now', async () => {
    const fork = await makeFork(ana);
    const { repository, ours, theirs } = fork;
    const newer = await makeTestCommit(ana, repository, { branch: 'idea', expectedHead: theirs.id, message: 'more' });
    const theirsMoved = await refusalOf(run(fork));
    expect(theirsMoved).toMatchObject({ reason: 'branch-moved', data: { branch: 'idea', head: { id: newer.id } } });
    const newest = await makeTestCommit(ana, repository, { expectedHead: ours.id, message: 'new bass' });
    const oursMoved = await refusalOf(run({ ...fork, theirs: newer }));
    expect(oursMoved).toMatchObject({
      reason: 'branch-moved',
      data: { branch: 'main', head: { id: newest.id, message: 'new bass' } },
    });
    await expectNothingWritten(repository, 5);
  });

  test('to all but one of many at the same time', async () => {
    const fork = await makeFork(ana);
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => run(fork)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await CommitModel.count({ where: { repoId: fork.repository.id } })).toBe(4);
  });

  test('of what does not exist, or is another song’s', async () => {
    const fork = await makeFork(ana);
    const other = await makeTestCommit(ana, await makeTestRepository(ana));
    for (const theirs of ['nowhere', other.id, other.digest.slice(0, 12)]) {
      expect(await reasonOf(preview(fork, 'main', theirs))).toBe('not-found');
      expect(await reasonOf(run(fork, { theirs }))).toBe('not-found');
    }
    const refused = await refusalOf(run(fork, { branch: 'elsewhere' }));
    expect(refused).toMatchObject({ reason: 'not-found', message: expect.stringContaining('“elsewhere”') });
    expect(await reasonOf(run(fork, { expectedOurs: randomUUID() }))).toBe('branch-moved');
    await expectNothingWritten(fork.repository, 3);
  });

  test.each(['new bass', 'a//b', 'a..b', '/a', 'a/', '-a', 'x'.repeat(300)])(
    'into a branch called %s',
    async (branch) => {
      const repository = { id: randomUUID() };
      const [ours, theirs] = [{ id: randomUUID() }, { id: randomUUID() }];
      const refused = await refusalOf(run({ repository, ours, theirs }, { branch }));
      expect(refused).toMatchObject({
        reason: 'input-invalid',
        status: 400,
        message: expect.stringMatching(/^A branch name/),
      });
    },
  );
});
