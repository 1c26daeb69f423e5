import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { createRandom } from '../history/random-history.ts';
import { startBenchServer } from '../product/bench-server.ts';
import { type Api, signUp } from '../product/sign-up.ts';
import { makeSong, punchIn } from './make-song.ts';
import { writeVersions } from './write-versions.ts';

/*
 * Blame of a track that was edited again and again, in versions that nobody has compared: how long the first answer takes,
 * and the second.
 */
const versions = Number(process.argv[2] ?? 200);
const seconds = Number(process.argv[3] ?? 240);
const goalMs = 2000;
const random = createRandom(5);
const server = await startBenchServer();

try {
  const api = await signUp(server.url);
  const { id: repositoryId } = await api.repository.create.mutate({ name: 'song' });
  const trackId = randomUUID();
  const digests = await uploadVersions(api);
  await writeVersions(server.databaseUrl, { repositoryId, trackId, digests });
  await askForBlame(api, repositoryId, trackId);
} finally {
  await server.stop();
}

/** Uploads each version, a second of which is new, and answers their digests. */
async function uploadVersions(api: Api): Promise<string[]> {
  const { token } = await api.account.createToken.mutate({ name: 'bench' });
  const headers = { authorization: `Bearer ${token}` };
  const song = makeSong(seconds, random);
  const digests: string[] = [];
  for (let version = 0; version < versions; version++) {
    if (version > 0) punchIn(song, random);
    const digest = createHash('sha256').update(song).digest('hex');
    const res = await fetch(`${server.url}/audio/${digest}`, { method: 'PUT', headers, body: new Uint8Array(song) });
    if (!res.ok) throw new Error(await res.text());
    digests.push(digest);
  }
  return digests;
}

async function askForBlame(api: Api, repositoryId: string, trackId: string): Promise<void> {
  console.log(`${versions} versions of ${seconds} seconds, never compared (load average ${loadavg()[0]?.toFixed(1)})`);
  for (const name of ['the first time', 'again']) {
    const [start, cpuStart] = [performance.now(), readCpuMs(server.process.pid)];
    const { ranges } = await api.track.blame.query({ repositoryId, trackId });
    const tookMs = performance.now() - start;
    const cpuMs = readCpuMs(server.process.pid) - cpuStart;
    const verdict = tookMs <= goalMs ? 'reached' : 'not reached';
    console.log(
      `  ${name.padEnd(16)} ${tookMs.toFixed(0)} ms, ${cpuMs} ms of CPU in the server, ${ranges.length} ranges (goal ≤ ${goalMs} ms: ${verdict})`,
    );
  }
}

/** What all threads of a process have computed so far; 0 where the system does not tell. */
function readCpuMs(pid: number | undefined): number {
  if (!existsSync(`/proc/${pid}/stat`)) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
