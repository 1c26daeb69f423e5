import { randomUUID } from 'node:crypto';
import { CommitModel } from '@beatflow/db';
import { makeCommit } from '@beatflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

describe('a version', () => {
  test('is found by branch, by id, and by digest, whole or short, in any case', async () => {
    const repository = await makeTestRepository(ana);
    const { id, digest } = await makeTestCommit(ana, repository);
    for (const ref of ['main', id, id.toUpperCase(), digest, digest.slice(0, 7), digest.slice(0, 12).toUpperCase()]) {
      expect((await ana.api.commit.get.query({ repositoryId: repository.id, ref })).id).toBe(id);
    }
  });

  test('is answered by get as it was by create, stems in their order', async () => {
    const repository = await makeTestRepository(ana);
    const stems = [
      await makeTestStem(ana, { name: 'z', gainDb: -3.5 }),
      await makeTestStem(ana, { name: 'a', pan: 0.25 }),
    ];
    const created = await makeTestCommit(ana, repository, { stems, bpm: 127.5, generationParams: { seed: 1 } });
    const got = await ana.api.commit.get.query({ repositoryId: repository.id, ref: created.id });
    expect(got).toEqual(created);
    expect(got.stems.map(({ name }) => name)).toEqual(['z', 'a']);
  });

  test.each(['nothing', 'abc123', randomUUID(), 'f'.repeat(64), '../main', '💿', 'x'.repeat(255)])(
    'is not found by %s',
    async (ref) => {
      const repository = await makeTestRepository(ana);
      await makeTestCommit(ana, repository);
      expect(await reasonOf(ana.api.commit.get.query({ repositoryId: repository.id, ref }))).toBe('not-found');
    },
  );

  test('of another repository is not found', async () => {
    const other = await makeTestCommit(ana, await makeTestRepository(ana));
    const { id } = await makeTestRepository(ana);
    for (const ref of [other.id, other.digest]) {
      expect(await reasonOf(ana.api.commit.get.query({ repositoryId: id, ref }))).toBe('not-found');
    }
  });

  test('keeps its author’s name when the account is gone', async () => {
    const ben = await makeTestUser(app);
    const repository = await makeTestRepository(ana);
    await ana.api.collaborator.add.mutate({ repositoryId: repository.id, username: ben.username, role: 'writer' });
    const commit = await makeTestCommit(ben, repository);
    await app.services.database.sequelize.query(`DELETE FROM users WHERE id = '${ben.id}'`);
    const got = await ana.api.commit.get.query({ repositoryId: repository.id, ref: commit.id });
    expect(got).toMatchObject({ authorId: null, authorName: ben.username });
  });
});

test('a short digest that fits several versions is refused with the candidates', async () => {
  const repository = await makeTestRepository(ana);
  const digests = ['a', 'b'].map((end) => `abcdef1${end}`.padEnd(64, '0'));
  for (const digest of digests) await makeCommit({ repoId: repository.id, digest, message: digest });
  const refused = await refusalOf(ana.api.commit.get.query({ repositoryId: repository.id, ref: 'ABCDEF1' }));
  expect(refused.reason).toBe('ref-ambiguous');
  expect((refused.data as { candidates: { digest: string }[] }).candidates.map(({ digest }) => digest)).toEqual(
    digests,
  );
  const found = await ana.api.commit.get.query({ repositoryId: repository.id, ref: 'abcdef1b' });
  expect(found.digest).toBe(digests[1]);
});

test('a branch comes before a version whose digest looks like its name', async () => {
  const repository = await makeTestRepository(ana);
  const first = await makeTestCommit(ana, repository);
  const second = await makeTestCommit(ana, repository, { expectedHead: first.id });
  const name = first.digest.slice(0, 8);
  await ana.api.branch.create.mutate({ repositoryId: repository.id, name, from: second.id });
  expect((await ana.api.commit.get.query({ repositoryId: repository.id, ref: name })).id).toBe(second.id);
});

test('a version costs the same few statements, whatever it holds', async () => {
  const repository = await makeTestRepository(ana, { isPublic: true });
  const stems = await Promise.all(
    Array.from({ length: 30 }, (_, index) => makeTestStem(ana, { name: `stem ${index}` })),
  );
  await makeTestCommit(ana, repository, { stems });
  const { sequelize } = app.services.database;
  const statements: string[] = [];
  sequelize.options.logging = (sql) => void statements.push(sql);
  await ana.api.commit.get.query({ repositoryId: repository.id, ref: 'main' });
  sequelize.options.logging = false;
  // The session, the repository, the branch with its head, the stems with their audio.
  expect(statements).toHaveLength(4);
  expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(1);
});
