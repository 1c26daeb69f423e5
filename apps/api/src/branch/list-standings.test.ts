import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

/**
 *   A ─ B ─ C     main, and `same` too
 *    \   \
 *     \   old
 *      D ─ E      idea
 */
async function makeBranches() {
  const repository = await makeTestRepository(ana);
  const commit = (expectedHead: string | null, branch = 'main') =>
    makeTestCommit(ana, repository, { expectedHead, branch });
  const begin = (name: string, from: string) =>
    ana.api.branch.create.mutate({ repositoryId: repository.id, name, from });
  const a = await commit(null);
  const b = await commit(a.id);
  const c = await commit(b.id);
  await begin('idea', a.id);
  const d = await commit(a.id, 'idea');
  const e = await commit(d.id, 'idea');
  await begin('old', b.id);
  await begin('same', c.id);
  return { repository, a, b, c, d, e };
}

test('every branch tells in one answer how far it is from the default one', async () => {
  const { repository, b, c, e } = await makeBranches();
  const { items, nextCursor } = await ana.api.branch.standings.query({ repositoryId: repository.id });
  expect(nextCursor).toBeNull();
  expect(items).toEqual([
    { name: 'idea', headCommitId: e.id, ahead: 2, behind: 2 },
    { name: 'main', headCommitId: c.id, ahead: 0, behind: 0 },
    { name: 'old', headCommitId: b.id, ahead: 0, behind: 1 },
    { name: 'same', headCommitId: c.id, ahead: 0, behind: 0 },
  ]);
});

test('a branch that is not behind a version has it', async () => {
  const { repository, d } = await makeBranches();
  const { items } = await ana.api.branch.standings.query({ repositoryId: repository.id, against: d.id });
  expect(items.filter(({ behind }) => behind === 0).map(({ name }) => name)).toEqual(['idea']);
});

test('the pages follow each other as those of the branches do', async () => {
  const { repository } = await makeBranches();
  const input = { repositoryId: repository.id, limit: 3 };
  const { nextCursor } = await ana.api.branch.standings.query(input);
  const { items } = await ana.api.branch.standings.query({ ...input, cursor: nextCursor! });
  expect(items.map(({ name }) => name)).toEqual(['same']);
});

test('a song without versions has none, and an unknown version is not found', async () => {
  const { id: repositoryId } = await makeTestRepository(ana);
  expect(await ana.api.branch.standings.query({ repositoryId })).toEqual({ items: [], nextCursor: null });
  expect(await reasonOf(ana.api.branch.standings.query({ repositoryId, against: 'nowhere' }))).toBe('not-found');
});
