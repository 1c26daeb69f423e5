import { CommitModel } from '@beatflow/db';
import { makeCommit, makeDigest, makeRepository, openTestDatabase } from '@beatflow/db/testing';
import { listTopologically } from '@beatflow/history';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GraphCache } from './graph-cache.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** A line of commits behind one, oldest first. */
async function extend(repoId: string, length: number, from: CommitModel | null = null): Promise<CommitModel[]> {
  const line: CommitModel[] = [];
  for (let count = 0; count < length; count++) {
    const parent = line.at(-1) ?? from;
    const generation = (parent?.generation ?? 0) + 1;
    line.push(await makeCommit({ repoId, parentCommitId: parent?.id ?? null, generation }));
  }
  return line;
}

const idsOf = (commits: readonly CommitModel[]) => commits.map(({ id }) => id);

/** Counts the statements that are sent while something runs. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const { sequelize } = database;
  const original = sequelize.query.bind(sequelize);
  sequelize.query = ((...args: Parameters<typeof original>) => {
    count += 1;
    return original(...args);
  }) as typeof sequelize.query;
  try {
    await work();
  } finally {
    sequelize.query = original;
  }
  return count;
}

test('a history is read once, and afterwards only what is new', async () => {
  const { id } = await makeRepository();
  const old = await extend(id, 5);
  const cache = new GraphCache(database.sequelize);
  const graph = await cache.load(id, [old[4]!.id]);
  expect(listTopologically(graph, old[4]!.id)).toEqual(idsOf(old).reverse());
  expect(await countStatements(() => cache.load(id, [old[4]!.id]))).toBe(0);

  // As another process would have: the cache is not told.
  const side = await extend(id, 2, old[1]);
  const merge = await CommitModel.create({
    repoId: id,
    parentCommitId: old[4]!.id,
    mergeParentCommitId: side[1]!.id,
    generation: 6,
    digest: makeDigest(),
    authorId: null,
    authorName: 'somebody',
  });
  expect(await countStatements(() => cache.load(id, [merge.id]))).toBe(1);
  expect(graph.parentIdsOf(merge.id)).toEqual([old[4]!.id, side[1]!.id]);
  expect(graph.generationAt(graph.indexOf(merge.id))).toBe(6);
});

test('a process that has not looked for long catches up over many generations', async () => {
  const { id } = await makeRepository();
  const old = await extend(id, 2);
  const cache = new GraphCache(database.sequelize);
  await cache.load(id, [old[1]!.id]);
  const line = await extend(id, 150, old[1]);
  const graph = await cache.load(id, [line.at(-1)!.id]);
  expect(listTopologically(graph, line.at(-1)!.id)).toEqual(idsOf([...old, ...line]).reverse());
});

test('many who ask at the same time wait for one reading', async () => {
  const { id } = await makeRepository();
  const line = await extend(id, 4);
  const cache = new GraphCache(database.sequelize);
  const ask = () => Promise.all(line.map((commit) => cache.load(id, [commit.id])));
  expect(await countStatements(ask)).toBe(1);
  const graphs = await ask();
  expect(new Set(graphs).size).toBe(1);
});

test('the history that was not asked for the longest makes room, and is read again', async () => {
  const repositories = await Promise.all([makeRepository(), makeRepository(), makeRepository()]);
  const lines = await Promise.all(repositories.map(({ id }) => extend(id, 4)));
  const cache = new GraphCache(database.sequelize, 9);
  const ask = (at: number) => cache.load(repositories[at]!.id, [lines[at]![3]!.id]);
  await ask(0);
  await ask(1);
  await ask(0);
  expect(await countStatements(() => ask(2))).toBe(1);
  expect(await countStatements(() => ask(0))).toBe(0);
  expect(await countStatements(() => ask(1))).toBe(1);
});

test('a history that alone is too large is remembered all the same', async () => {
  const { id } = await makeRepository();
  const line = await extend(id, 6);
  const cache = new GraphCache(database.sequelize, 3);
  await cache.load(id, [line[5]!.id]);
  expect(await countStatements(() => cache.load(id, [line[5]!.id]))).toBe(0);
});

test('a commit of another repository is not in the graph', async () => {
  const [here, there] = await Promise.all([makeRepository(), makeRepository()]);
  const [own] = await extend(here.id, 1);
  const [foreign] = await extend(there.id, 1);
  const cache = new GraphCache(database.sequelize);
  const graph = await cache.load(here.id, [own!.id]);
  await cache.load(here.id, [foreign!.id]);
  expect(graph.has(foreign!.id)).toBe(false);
});
