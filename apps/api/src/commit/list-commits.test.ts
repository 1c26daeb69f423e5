import { randomUUID } from 'node:crypto';
import { BranchModel, type CommitModel } from '@beatflow/db';
import { makeCommit } from '@beatflow/db/testing';
import type { CommitSummary, Page } from '@beatflow/shared';
import fc from 'fast-check';
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

/** Reads a log to its end, page by page. */
async function readLog(repositoryId: string, ref?: string, limit = 50): Promise<CommitSummary[]> {
  const items: CommitSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<CommitSummary> = await ana.api.commit.list.query({ repositoryId, ref, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** An id as a cursor writes it. */
const toLetters = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');

type Node = { parents: number[] };

/** Writes a history straight into the database: node n is a commit with message n, on parents that come before it. */
async function writeHistory(repoId: string, nodes: readonly Node[]): Promise<CommitModel[]> {
  const commits: CommitModel[] = [];
  for (const [index, { parents }] of nodes.entries()) {
    const [parent, mergeParent] = parents.map((place) => commits[place]!);
    commits.push(
      await makeCommit({
        repoId,
        message: String(index),
        parentCommitId: parent?.id ?? null,
        mergeParentCommitId: mergeParent?.id ?? null,
        generation: 1 + Math.max(0, parent?.generation ?? 0, mergeParent?.generation ?? 0),
        // Clocks of several machines: no order can be read from them.
        createdAt: new Date(1_700_000_000_000 + ((index * 7919) % 1000) * 1000),
      }),
    );
  }
  await BranchModel.create({ repoId, name: 'main', headCommitId: commits.at(-1)!.id });
  return commits;
}

/** What the log has to be: everything the last node reaches, highest generation first, then by digest. */
function expectedLog(commits: readonly CommitModel[]): string[] {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const reached = new Set<CommitModel>();
  const open = [commits.at(-1)];
  for (let commit = open.pop(); commit; commit = open.pop()) {
    reached.add(commit);
    for (const id of [commit.parentCommitId, commit.mergeParentCommitId]) {
      const parent = id && byId.get(id);
      if (parent && !reached.has(parent)) open.push(parent);
    }
  }
  return [...reached]
    .toSorted((a, b) => b.generation - a.generation || (a.digest < b.digest ? -1 : 1))
    .map(({ id }) => id);
}

describe('the log', () => {
  test('of an empty repository is empty', async () => {
    const { id } = await makeTestRepository(ana);
    expect(await ana.api.commit.list.query({ repositoryId: id })).toEqual({ items: [], nextCursor: null });
  });

  test('is of the default branch unless told, and never shows what the ref does not reach', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository, { message: 'one' });
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
    await makeTestCommit(ana, repository, { expectedHead: first.id, message: 'two' });
    await makeTestCommit(ana, repository, { branch: 'idea', expectedHead: first.id, message: 'idea' });
    expect((await readLog(repository.id)).map(({ message }) => message)).toEqual(['two', 'one']);
    expect((await readLog(repository.id, 'idea')).map(({ message }) => message)).toEqual(['idea', 'one']);
    expect((await readLog(repository.id, first.id)).map(({ message }) => message)).toEqual(['one']);
  });

  test('goes on where it was, also when somebody has pushed meanwhile', async () => {
    const repository = await makeTestRepository(ana);
    const nodes = Array.from({ length: 10 }, (_, index) => ({ parents: index ? [index - 1] : [] }));
    const commits = await writeHistory(repository.id, nodes);
    const page = await ana.api.commit.list.query({ repositoryId: repository.id, limit: 4 });
    await makeTestCommit(ana, repository, { expectedHead: commits.at(-1)!.id });
    const next = await ana.api.commit.list.query({ repositoryId: repository.id, limit: 100, cursor: page.nextCursor });
    expect([...page.items, ...next.items].map(({ message }) => message)).toEqual('9876543210'.split(''));
  });

  test('of any history, in pages of any size, has every commit once, before its ancestors', async () => {
    const history = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (choices, limit) => {
        const repository = await makeTestRepository(ana);
        const nodes = choices.map(([one, two, isMerge], index) => {
          const parents = index === 0 ? [] : [...new Set(isMerge ? [one % index, two % index] : [one % index])];
          return { parents };
        });
        const commits = await writeHistory(repository.id, nodes);
        const log = await readLog(repository.id, 'main', limit);
        expect(log.map(({ id }) => id)).toEqual(expectedLog(commits));
      }),
      { numRuns: 25 },
    );
  });

  test('goes on in a history that is wider than a cursor', async () => {
    const repository = await makeTestRepository(ana);
    // 70 roots, merged one after the other: root 0, then (root n, merge n) for each n.
    const nodes: Node[] = [{ parents: [] }];
    for (let lane = 1; lane < 70; lane += 1) {
      nodes.push({ parents: [] });
      nodes.push({ parents: [nodes.length - 2, nodes.length - 1] });
    }
    const commits = await writeHistory(repository.id, nodes);
    const log = await readLog(repository.id, 'main', 5);
    expect(log.map(({ id }) => id)).toEqual(expectedLog(commits));
  });

  test('refuses a cursor that it never gave', async () => {
    const repository = await makeTestRepository(ana);
    await makeTestCommit(ana, repository);
    const stranger = toLetters(randomUUID());
    const forged = [
      'nonsense',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from(JSON.stringify([stranger, [stranger]])).toString('base64url'),
    ];
    for (const cursor of forged) {
      expect(await reasonOf(ana.api.commit.list.query({ repositoryId: repository.id, cursor }))).toBe('input-invalid');
    }
  });

  test('never shows another repository’s commits through a cursor', async () => {
    const ben = await makeTestUser(app);
    const hidden = await makeTestCommit(ben, await makeTestRepository(ben));
    const repository = await makeTestRepository(ana);
    await makeTestCommit(ana, repository);
    const id = toLetters(hidden.id);
    for (const place of [
      [id, [id]],
      [id, 5, 0],
    ]) {
      const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
      const answer = await ana.api.commit.list.query({ repositoryId: repository.id, cursor }).catch(() => null);
      expect(answer?.items ?? []).toEqual([]);
    }
  });

  test('of a long history reads no more of it than a page', async () => {
    const repository = await makeTestRepository(ana);
    const { sequelize } = app.services.database;
    const replacements = { repoId: repository.id };
    // A UUID of version 4 made of a number, so that each row knows the id of its parent.
    const idOf = (n: string) => `overlay(overlay(md5(:repoId || ${n}) placing '4' from 13) placing '8' from 17)::uuid`;
    await sequelize.query(
      `INSERT INTO commits (id, repo_id, parent_commit_id, author_name, digest, generation)
       SELECT ${idOf('n')}, :repoId, CASE WHEN n > 1 THEN ${idOf('(n - 1)')} END, 'somebody',
         encode(sha256((:repoId || n)::bytea), 'hex'), n
       FROM generate_series(1, 3000) n`,
      { replacements },
    );
    await sequelize.query(
      `INSERT INTO branches (repo_id, name, head_commit_id) VALUES (:repoId, 'main', ${idOf('3000')})`,
      { replacements },
    );
    const page = await ana.api.commit.list.query({ repositoryId: repository.id, limit: 20 });
    const statements: string[] = [];
    sequelize.options.logging = (sql) => void statements.push(sql);
    const input = { repositoryId: repository.id, limit: 20, cursor: page.nextCursor };
    const { items } = await ana.api.commit.list.query(input);
    sequelize.options.logging = false;
    expect(items).toHaveLength(20);
    // Who asks, whether they may, and the rows of the page by their ids.
    expect(statements.filter((sql) => sql.includes('FROM commits'))).toHaveLength(1);
    expect(statements.join()).not.toContain('RECURSIVE');
    expect(statements.length).toBeLessThanOrEqual(3);
  });
});

describe('the log with stems', () => {
  test('says of each version what asking for it alone does, in order of position', async () => {
    const repository = await makeTestRepository(ana);
    const repositoryId = repository.id;
    const first = await makeTestCommit(ana, repository, { message: 'one' });
    const stems = [
      await makeTestStem(ana, { name: 'Lead', gainDb: -1.5, pan: 0.25, generationParams: { seed: 7, ключ: ['é'] } }),
      await makeTestStem(ana, { name: 'Bass' }),
    ];
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id, bpm: 127.5, stems });
    const empty = await makeTestCommit(ana, repository, { expectedHead: second.id, stems: [] });
    const { items } = await ana.api.commit.list.query({ repositoryId, withStems: true });
    expect(items).toEqual([empty, second, first]);
    const found = await ana.api.commit.list.query({ repositoryId, withStems: true, minBpm: 127 });
    expect(found.items).toEqual([second]);
    const plain = await ana.api.commit.list.query({ repositoryId });
    expect(plain.items.map(({ stems: none }) => none)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the newest versions', () => {
  test('are those of the caller’s own and shared repositories, newest first', async () => {
    const [cleo, dan] = [await makeTestUser(app), await makeTestUser(app)];
    const own = await makeTestRepository(cleo);
    const shared = await makeTestRepository(dan);
    const foreign = await makeTestRepository(dan, { isPublic: true });
    await dan.api.collaborator.add.mutate({ repositoryId: shared.id, username: cleo.username, role: 'reader' });
    const one = await makeTestCommit(cleo, own);
    const two = await makeTestCommit(dan, shared);
    await makeTestCommit(dan, foreign);
    const three = await makeTestCommit(cleo, own, { expectedHead: one.id });

    const all = await cleo.api.commit.recent.query({});
    expect(all.items.map(({ id }) => id)).toEqual([three.id, two.id, one.id]);
    expect(all.items[1]?.repository).toEqual({ ownerUsername: dan.username, name: shared.name });

    const first = await cleo.api.commit.recent.query({ limit: 2 });
    const rest = await cleo.api.commit.recent.query({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([three.id, two.id, one.id]);
    expect(rest.nextCursor).toBeNull();
  });
});
