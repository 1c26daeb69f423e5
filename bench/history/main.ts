import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTemporaryPostgres } from '@beatflow/db/testing';
import { signUp, startServer, writeHistory } from './beatflow-side.ts';
import { compareAnswers } from './compare-answers.ts';
import { GitSide } from './git-side.ts';
import { measureCommits } from './measure-commits.ts';
import { measureLog } from './measure-log.ts';
import { measureTrack } from './measure-track.ts';
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

const showLoad = () => console.log(`(load average ${loadavg()[0]?.toFixed(1)})`);

try {
  const commits = createHistory(size, random);
  const merges = commits.filter(({ parents }) => parents.length > 1).length;
  console.log(`A history of ${size} versions, ${((100 * merges) / size).toFixed(0)} % of them merges.`);
  const git = new GitSide(gitFolder, commits);
  const api = await signUp(server.url);
  const userId = (await api.account.me.query())?.id as string;
  const { id: repositoryId } = await api.repository.create.mutate({ name: 'big' });
  const ids = await writeHistory(postgres.url, { repositoryId, userId }, commits);

  showLoad();
  await compareAnswers({ api, git, repositoryId, ids, pairCount, random });
  await measureLog(api, postgres.url, repositoryId, size);
  await measureTrack(api, repositoryId);
  await measureCommits({ api, databaseUrl: postgres.url, userId, big: { repositoryId, ids } });
  showLoad();
} finally {
  server.process.kill('SIGTERM');
  await new Promise((resolve) => server.process.once('exit', resolve));
  await postgres.stop();
  rmSync(folder, { recursive: true });
  rmSync(gitFolder, { recursive: true });
}
