import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBenchServer } from '../product/bench-server.ts';
import { signUp } from '../product/sign-up.ts';
import { compareAnswers } from './compare-answers.ts';
import { GitSide } from './git-side.ts';
import { measureCommits } from './measure-commits.ts';
import { measureLog } from './measure-log.ts';
import { measureTrack } from './measure-track.ts';
import { createHistory, createRandom } from './random-history.ts';
import { writeHistory } from './write-history.ts';

const size = Number(process.argv[2] ?? 100_000);
const pairCount = Number(process.argv[3] ?? 500);
const random = createRandom(7);
const gitFolder = mkdtempSync(join(tmpdir(), 'beatflow-bench-git-'));
const server = await startBenchServer();

const showLoad = () => console.log(`(load average ${loadavg()[0]?.toFixed(1)})`);

try {
  const commits = createHistory(size, random);
  const merges = commits.filter(({ parents }) => parents.length > 1).length;
  console.log(`A history of ${size} versions, ${((100 * merges) / size).toFixed(0)} % of them merges.`);
  const git = new GitSide(gitFolder, commits);
  const api = await signUp(server.url);
  const userId = (await api.account.me.query())?.id as string;
  const { id: repositoryId } = await api.repository.create.mutate({ name: 'big' });
  const ids = await writeHistory(server.databaseUrl, { repositoryId, userId }, commits);

  showLoad();
  await compareAnswers({ api, git, repositoryId, ids, pairCount, random });
  await measureLog(api, server.databaseUrl, repositoryId, size);
  await measureTrack(api, repositoryId);
  await measureCommits({ api, databaseUrl: server.databaseUrl, userId, big: { repositoryId, ids } });
  showLoad();
} finally {
  await server.stop();
  rmSync(gitFolder, { recursive: true });
}
