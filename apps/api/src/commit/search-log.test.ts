import { BranchModel } from '@beatflow/db';
import { makeCommit, makeDigest } from '@beatflow/db/testing';
import type { CommitSummary, ListCommitsInput, Page } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

type Search = Partial<Omit<ListCommitsInput, 'cursor'>>;

/** The messages of a log, read to its end page by page. */
async function readMessages(repositoryId: string, search: Search, limit = 50): Promise<string[]> {
  const items: CommitSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<CommitSummary> = await ana.api.commit.list.query({ repositoryId, ...search, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items.map(({ message }) => message);
}

describe('the log of all branches', () => {
  test('shows what any branch or tag reaches once, before its ancestors, in pages of any size', async () => {
    const repository = await makeTestRepository(ana);
    const repositoryId = repository.id;
    const one = await makeTestCommit(ana, repository, { message: 'one' });
    for (const name of ['idea', 'gone', 'kept']) {
      await ana.api.branch.create.mutate({ repositoryId, name, from: one.id });
      const ends = { branch: name, expectedHead: one.id, message: name };
      await makeTestCommit(ana, repository, ends);
    }
    await makeTestCommit(ana, repository, { expectedHead: one.id, message: 'two' });
    await ana.api.tag.create.mutate({ repositoryId, name: 'demo', at: 'kept' });
    await ana.api.branch.delete.mutate({ repositoryId, name: 'kept' });
    await ana.api.branch.delete.mutate({ repositoryId, name: 'gone' });
    for (const limit of [1, 2, 50]) {
      const messages = await readMessages(repositoryId, { all: true }, limit);
      expect(messages.at(-1)).toBe('one');
      expect(messages.toSorted()).toEqual(['idea', 'kept', 'one', 'two']);
    }
  });

  test('of an empty repository is empty', async () => {
    const { id } = await makeTestRepository(ana);
    expect(await readMessages(id, { all: true })).toEqual([]);
    expect(await readMessages(id, { text: 'bass' })).toEqual([]);
  });
});

describe('a log narrowed by filters', () => {
  test('finds versions by author, words, tempo, key and time', async () => {
    const repository = await makeTestRepository(ana);
    const { id, createdAt } = await makeTestCommit(ana, repository, { message: 'Slow sketch', bpm: 84 });
    await makeTestCommit(ana, repository, { message: '100% fast', bpm: 128, keySignature: 'Am', expectedHead: id });
    const find = (search: Search) => readMessages(repository.id, search);
    expect(await find({ text: 'sketch SLOW' })).toEqual(['Slow sketch']);
    expect(await find({ text: '0%' })).toEqual(['100% fast']);
    expect(await find({ text: '_' })).toEqual([]);
    expect(await find({ minBpm: 100 })).toEqual(['100% fast']);
    expect(await find({ maxBpm: 100 })).toEqual(['Slow sketch']);
    expect(await find({ keySignature: 'a minor' })).toEqual(['100% fast']);
    expect(await find({ author: ana.username.slice(1, 5).toUpperCase() })).toHaveLength(2);
    expect(await find({ author: 'nobody at all' })).toEqual([]);
    expect(await find({ to: createdAt })).toEqual([]);
    expect(await find({ from: createdAt })).toHaveLength(2);
  });

  test('finds a version by a track that came, changed or went in it, by all its names and types', async () => {
    const repository = await makeTestRepository(ana);
    const kick = await makeTestStem(ana, { name: 'Kick' });
    const bass = await makeTestStem(ana, { name: 'Bass', stemType: 'bass' });
    const push = async (message: string, stems: (typeof kick)[], expectedHead: string | null) =>
      makeTestCommit(ana, repository, { message, stems, expectedHead });
    const one = await push('begin', [kick], null);
    const two = await push('bass', [kick, bass], one.id);
    const three = await push('louder', [{ ...kick, gainDb: 2 }, bass], two.id);
    const trackId = three.stems.find(({ name }) => name === 'Bass')!.trackId;
    const four = await push(
      'renamed',
      [
        { ...kick, gainDb: 2 },
        { ...bass, name: 'Sub', trackId },
      ],
      three.id,
    );
    const five = await push('without', [{ ...kick, gainDb: 2 }], four.id);
    await push('another prompt', [{ ...kick, gainDb: 2, generationParams: { prompt: 'rain' } }], five.id);
    const find = (search: Search) => readMessages(repository.id, search);
    expect(await find({ track: 'kick' })).toEqual(['another prompt', 'louder', 'begin']);
    expect(await find({ track: 'bass' })).toEqual(['renamed', 'bass']);
    expect(await find({ track: 'sub' })).toEqual(['without', 'renamed']);
    expect(await find({ stemType: 'bass' })).toEqual(['without', 'renamed', 'bass']);
    expect(await find({ stemType: 'vocals' })).toEqual([]);
    expect(await find({ track: 'kick', stemType: 'bass' })).toEqual([]);
  });

  test('stays within what its ref reaches, and goes on from page to page when the branch moves', async () => {
    const repository = await makeTestRepository(ana);
    const repositoryId = repository.id;
    const one = await makeTestCommit(ana, repository, { message: 'take one' });
    const two = await makeTestCommit(ana, repository, { message: 'take two', expectedHead: one.id });
    await ana.api.branch.create.mutate({ repositoryId, name: 'idea', from: one.id });
    await makeTestCommit(ana, repository, { branch: 'idea', message: 'take idea', expectedHead: one.id });
    expect(await readMessages(repositoryId, { text: 'take', ref: 'idea' })).toEqual(['take idea', 'take one']);
    const search = { repositoryId, text: 'take', limit: 1 };
    const page = await ana.api.commit.list.query(search);
    await makeTestCommit(ana, repository, { message: 'take three', expectedHead: two.id });
    const next = await ana.api.commit.list.query({ ...search, cursor: page.nextCursor });
    expect([...page.items, ...next.items].map(({ message }) => message)).toEqual(['take two', 'take one']);
    expect(next.nextCursor).toBeNull();
  });

  test('finds a few versions among many that the ref does not reach', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeCommit({ repoId: repository.id, message: 'take 0', generation: 1 });
    await BranchModel.create({ repoId: repository.id, name: 'main', headCommitId: first.id });
    for (let count = 1; count <= 300; count++) {
      const parent = { parentCommitId: first.id, generation: 2 };
      await makeCommit({ repoId: repository.id, message: `take ${count}`, ...parent });
    }
    expect(await readMessages(repository.id, { text: 'take' })).toEqual(['take 0']);
  });

  test('refuses a cursor that it never gave, and shows nothing of other repositories through one', async () => {
    const hidden = await makeTestCommit(ana, await makeTestRepository(ana));
    const repository = await makeTestRepository(ana);
    await makeTestCommit(ana, repository, { message: 'mine' });
    const input = { repositoryId: repository.id, text: 'mine' };
    expect(await reasonOf(ana.api.commit.list.query({ ...input, cursor: 'nonsense' }))).toBe('input-invalid');
    const cursor = Buffer.from(JSON.stringify([hidden.id, 9, makeDigest()])).toString('base64url');
    expect((await ana.api.commit.list.query({ ...input, cursor })).items).toEqual([]);
  });
});
