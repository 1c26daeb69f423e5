import { randomBytes } from 'node:crypto';
import { RepositoryModel } from '@beatflow/db';
import type { ListRepositoriesInput, RepositoryResponse } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { makeTestClient, makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;
let ben: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  ben = await makeTestUser(app);
});
afterAll(() => app.close());

describe('a repository', () => {
  test('is private, empty and its maker’s', async () => {
    const repository = await ana.api.repository.create.mutate({
      name: 'First.Song_1',
      genre: ' dub ',
      description: '',
    });
    expect(repository).toMatchObject({
      ownerId: ana.id,
      ownerUsername: ana.username,
      name: 'First.Song_1',
      description: null,
      genre: 'dub',
      isPublic: false,
      defaultBranch: 'main',
      role: 'owner',
      head: null,
    });
  });

  test('is found by owner and name, in any case', async () => {
    const { id, name } = await makeTestRepository(ana);
    const found = await ana.api.repository.get.query({ owner: ana.username.toUpperCase(), name: name.toUpperCase() });
    expect(found.id).toBe(id);
  });

  test('cannot have the name of another one of the same owner, in any case; that of somebody else’s it can', async () => {
    const { name } = await makeTestRepository(ana);
    const refused = await refusalOf(makeTestRepository(ana, { name: name.toUpperCase() }));
    expect(refused).toMatchObject({
      reason: 'name-taken',
      status: 409,
      message: 'There is a repository of this name already.',
    });
    expect((await makeTestRepository(ben, { name })).name).toBe(name);
  });

  test.each(['', '..', 'with space', 'ünicode', 'a/b', 'x'.repeat(101)])('cannot be called “%s”', async (name) => {
    expect(await reasonOf(makeTestRepository(ana, { name }))).toBe('input-invalid');
  });

  test('changes what is given and keeps the rest', async () => {
    const { id } = await makeTestRepository(ana, { genre: 'house', description: 'words' });
    const renamed = await ana.api.repository.update.mutate({ repositoryId: id, name: `new-${id}`, genre: null });
    expect(renamed).toMatchObject({ name: `new-${id}`, genre: null, description: 'words', isPublic: false });
    expect(await ana.api.repository.update.mutate({ repositoryId: id, isPublic: true })).toMatchObject({
      isPublic: true,
    });
    expect(
      await makeTestClient(app).api.repository.get.query({ owner: ana.username, name: renamed.name }),
    ).toMatchObject({ id, role: null });
  });

  test('takes only a branch that it has for its default', async () => {
    const repository = await makeTestRepository(ana);
    const input = { repositoryId: repository.id, defaultBranch: 'idea' };
    expect(await reasonOf(ana.api.repository.update.mutate(input))).toBe('not-found');
    await makeTestCommit(ana, repository, { message: 'only' });
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
    expect(await ana.api.repository.update.mutate(input)).toMatchObject({
      defaultBranch: 'idea',
      head: { message: 'only' },
    });
  });

  test('goes with everything in it once its name was typed', async () => {
    const repository = await makeTestRepository(ana);
    const commit = await makeTestCommit(ana, repository);
    await makeTestCommit(ana, repository, { expectedHead: commit.id });
    const remove = (confirmName: string) =>
      ana.api.repository.delete.mutate({ repositoryId: repository.id, confirmName });
    expect(await refusalOf(remove(repository.name.toUpperCase()))).toMatchObject({
      reason: 'input-invalid',
      data: { field: 'confirmName' },
    });
    await remove(repository.name);
    expect(await RepositoryModel.count({ where: { id: repository.id } })).toBe(0);
  });
});

describe('the list of repositories', () => {
  let tag: string;
  const made: Record<string, RepositoryResponse> = {};
  beforeAll(async () => {
    tag = randomBytes(4).toString('hex');
    const make = async (name: string, details: object, commit?: { bpm?: number; keySignature?: string }) => {
      const repository = await makeTestRepository(ana, { name: `${name}-${tag}`, isPublic: true, ...details });
      if (commit) await makeTestCommit(ana, repository, { stems: [await makeTestStem(ana)], ...commit });
      made[name] = repository;
    };
    await make('slow', { genre: 'Dub', description: `50%_off rain ${tag}` }, { bpm: 70, keySignature: 'Am' });
    await make('middle', { genre: 'dub', description: 'Rain and wind' }, { bpm: 120.5, keySignature: 'C' });
    await make('fast', { genre: 'jungle', description: null }, { bpm: 170, keySignature: 'Am' });
    await make('empty', { description: 'nothing yet' });
    await make('hidden', { isPublic: false, description: 'rain' }, { bpm: 120 });
  });

  async function namesOf(filter: Partial<ListRepositoriesInput>, client = makeTestClient(app)): Promise<string[]> {
    const { items } = await client.api.repository.list.query({ owner: ana.username, query: tag, ...filter });
    return items.map(({ name }) => name.replace(`-${tag}`, ''));
  }

  test('has the public ones, newest change first', async () => {
    expect(await namesOf({})).toEqual(['empty', 'fast', 'middle', 'slow']);
    await ana.api.repository.update.mutate({ repositoryId: made.slow!.id, genre: 'DUB' });
    expect(await namesOf({})).toEqual(['slow', 'empty', 'fast', 'middle']);
  });

  test('has one’s own, private ones too, for oneself alone', async () => {
    expect(await namesOf({ scope: 'mine' }, ana)).toContain('hidden');
    expect(await namesOf({ scope: 'mine' }, ben)).toEqual([]);
    await ana.api.collaborator.add.mutate({ repositoryId: made.hidden!.id, username: ben.username, role: 'reader' });
    expect(await namesOf({ scope: 'mine' }, ben)).toEqual(['hidden']);
    expect(await namesOf({}, ben)).not.toContain('hidden');
  });

  test.each([
    [{ query: 'rain' }, ['middle', 'slow']],
    [{ query: 'WIND rain' }, ['middle']],
    [{ query: '50%_off' }, ['slow']],
    [{ query: 'r%n' }, []],
    [{ genre: 'dub' }, ['middle', 'slow']],
    [{ minBpm: 100 }, ['fast', 'middle']],
    [{ minBpm: 70, maxBpm: 120.5 }, ['middle', 'slow']],
    [{ keySignature: 'a minor' }, ['fast', 'slow']],
    [{ keySignature: 'Am', maxBpm: 100 }, ['slow']],
    [{ owner: 'nobody' }, []],
  ] satisfies [Partial<ListRepositoriesInput>, string[]][])(
    'filters by %o',
    async (filter: Partial<ListRepositoriesInput>, names) => {
      const query = filter.query ?? '';
      expect((await namesOf({ ...filter, query: `${query} ${tag}` })).toSorted((a, b) => a.localeCompare(b))).toEqual(
        names,
      );
    },
  );

  test('finds by owner and name with a slash between', async () => {
    expect(await namesOf({ query: `${ana.username}/fast-${tag}` })).toEqual(['fast']);
  });

  test('is read in pages of any size without a gap or a double', async () => {
    const whole = await namesOf({});
    for (const limit of [1, 2, 3]) {
      const names: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: RepositoryResponse[]; nextCursor: string | null } = await ana.api.repository.list.query({
          query: tag,
          limit,
          cursor,
        });
        names.push(...page.items.map(({ name }) => name.replace(`-${tag}`, '')));
        cursor = page.nextCursor;
      } while (cursor);
      expect(names).toEqual(whole);
    }
  });

  test('shows the newest version of each', async () => {
    const { items } = await ana.api.repository.list.query({ query: `fast-${tag}` });
    expect(items[0]?.head).toMatchObject({
      bpm: 170,
      keySignature: 'Am',
      stemCount: 1,
      duration: 240,
      authorName: ana.username,
    });
  });

  test('asks who wants to see their own to sign in', async () => {
    expect(await reasonOf(makeTestClient(app).api.repository.list.query({ scope: 'mine' }))).toBe('sign-in-required');
  });
});
