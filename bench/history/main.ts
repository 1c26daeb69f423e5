import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTemporaryPostgres } from '@beatflow/db/testing';
import { type Api, signUp, startServer, writeHistory } from './beatflow-side.ts';
import { GitSide } from './git-side.ts';
import { createHistory, createRandom } from './random-history.ts';

const size = Number(process.argv[2] ?? 100_000);
const pairCount = Number(process.argv[3] ?? 500);
const random = createRandom(7);
const folder = mkdtempSync(join(tmpdir(), 'beatflow-bench-'));
const gitFolder = mkdtempSync(join(tmpdir(), 'beatflow-bench-git-'));
const postgres = await startTemporaryPostgres();
const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const server = await startServer(main, {
  DATABASE_URL: postgres.url,
  DATA_DIR: folder,
  PORT: '0',
  DEMO: 'false',
  LOG_LEVEL: 'error',
});

const median = (values: number[]) =>
  values.sort((left, right) => left - right)[Math.floor(values.length / 2)] as number;

async function time<T>(work: () => T | Promise<T>, into: number[]): Promise<T> {
  const start = performance.now();
  const value = await work();
  into.push(performance.now() - start);
  return value;
}

try {
  const commits = createHistory(size, random);
  const merges = commits.filter(({ parents }) => parents.length > 1).length;
  console.log(`A history of ${size} versions, ${((100 * merges) / size).toFixed(0)} % of them merges.`);
  const git = new GitSide(gitFolder, commits);
  const api = await signUp(server.url);
  const userId = (await api.account.me.query())?.id as string;
  const big = await api.repository.create.mutate({ name: 'big' });
  const ids = await writeHistory(postgres.url, { repositoryId: big.id, userId }, commits);

  await compareAnswers(api, git, big.id, ids);
  await measureCommits(api, userId, big.id, ids);
} finally {
  server.process.kill('SIGTERM');
  await new Promise((resolve) => server.process.once('exit', resolve));
  await postgres.stop();
  rmSync(folder, { recursive: true });
  rmSync(gitFolder, { recursive: true });
}

/** Merge base, ahead and behind of random pairs: the same answers, and which is faster. */
async function compareAnswers(api: Api, git: GitSide, repositoryId: string, ids: string[]): Promise<void> {
  const times = { first: [] as number[], ours: [] as number[], mergeBase: [] as number[], count: [] as number[] };
  const numberOf = new Map(ids.map((id, number) => [id, number]));
  const before = ids[0] as string;
  await time(() => api.commit.compare.query({ repositoryId, before, after: ids.at(-1) as string }), times.first);
  let wrong = 0;
  for (let pair = 0; pair < pairCount; pair++) {
    const [left, right] = [Math.floor(random() * ids.length), Math.floor(random() * ids.length)];
    const input = { repositoryId, before: ids[left] as string, after: ids[right] as string };
    const answer = await time(() => api.commit.compare.query(input), times.ours);
    const bases = await time(() => git.mergeBases(left, right), times.mergeBase);
    const [behind, ahead] = await time(() => git.aheadBehind(left, right), times.count);
    const base = answer.mergeBaseId === null ? undefined : numberOf.get(answer.mergeBaseId);
    const isSameBase = base === undefined ? bases.length === 0 : bases.includes(base);
    if (!isSameBase || answer.ahead !== ahead || answer.behind !== behind) wrong += 1;
  }
  const ours = median(times.ours);
  console.log(`\nMedians over ${pairCount} random pairs, one question after the other`);
  console.log(`  BeatFlow, merge base + ahead + behind + what changed, over HTTP  ${ours.toFixed(2)} ms`);
  for (const [name, list] of [
    ['git merge-base --all', times.mergeBase],
    ['git rev-list --count', times.count],
  ] as const) {
    const theirs = median(list);
    const verdict = ours <= theirs ? 'reached' : 'not reached';
    console.log(
      `  ${name.padEnd(24)} ${theirs.toFixed(2)} ms   ratio ${(ours / theirs).toFixed(2)} (goal ≤ 1.00: ${verdict})`,
    );
  }
  console.log(`  the first question after a start, which reads the graph: ${times.first[0]?.toFixed(0)} ms`);
  console.log(`  answers that differ from Git's: ${wrong} of ${pairCount}`);
}

/** Making a version with everything behind it, beside making one with ten behind it. */
async function measureCommits(api: Api, userId: string, bigId: string, bigIds: string[]): Promise<void> {
  const small = await api.repository.create.mutate({ name: 'small' });
  const ten = await writeHistory(postgres.url, { repositoryId: small.id, userId }, createHistory(10, createRandom(3)));
  const times = new Map<string, number[]>([
    [bigId, []],
    [small.id, []],
  ]);
  const heads = new Map([
    [bigId, bigIds.at(-1)],
    [small.id, ten.at(-1)],
  ]);
  for (let round = 0; round < 60; round++) {
    for (const [repositoryId, list] of times) {
      const head = await api.commit.get.query({ repositoryId, ref: heads.get(repositoryId) as string });
      const stems = head.stems.map(({ trackId, name, stemType, audioDigest }) => ({
        trackId,
        name,
        stemType,
        audioDigest,
      }));
      const input = { repositoryId, branch: 'main', expectedHead: head.id, bpm: 100 + round, stems };
      const made = await time(() => api.commit.create.mutate(input), list);
      heads.set(repositoryId, made.id);
    }
  }
  const [large, little] = [median(times.get(bigId) ?? []), median(times.get(small.id) ?? [])];
  console.log(
    `\nMaking a version: ${large.toFixed(1)} ms with ${size} behind it, ${little.toFixed(1)} ms with 10 (ratio ${(large / little).toFixed(2)})`,
  );
}
