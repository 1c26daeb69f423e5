import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RestartedServer } from '../../api/src/testing/restarted-server.ts';
import { SongFolder } from './folder/song-folder.ts';
import { ended, runBeatflow, startBeatflow } from './testing/beatflow-process.ts';
import { Person } from './testing/person.ts';
import { bounce, digestOf, type Noise, punchIn, sound } from './testing/stems.ts';

// `pnpm bench kills 120` for more of them, with the programs as they are built.
const kills = Number(process.env.KILLS ?? 9);
const seed = Number(process.env.KILLS_SEED ?? Math.floor(Math.random() * 1e6));
const victims = ['server', 'client', 'both'] as const;
/** A version that was made, and the SHA-256 of each stem's file as it lay in the folder. */
interface Made {
  digest: string;
  files: Record<string, string>;
}

let server: RestartedServer;
let ana: Person;
let folder: string;
const made: Made[] = [];

beforeAll(async () => {
  server = await RestartedServer.begin();
  ana = await Person.arrive(server);
  folder = await ana.makeFolder('killed');
});
afterAll(async () => {
  await ana.leave();
  await server.end();
});

const random = (() => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
})();

const takes: Record<string, Noise> = {
  'Bass.wav': Array.from({ length: 6 }, (_, at) => sound(300 + at)).flat(),
  'Vocals.wav': sound(1),
  'Kick.wav': sound(2),
};

/** Mostly a punch-in, which travels as chunks; now and then a take of its own, which is new from beginning to end. */
async function makeVersion(): Promise<void> {
  const number = made.length;
  if (number > 0 && random() < 0.7) {
    const at = Math.floor(random() * 500_000);
    takes['Bass.wav'] = punchIn(takes['Bass.wav']!, at, at + 30_000, 1000 + number);
  } else takes['Vocals.wav'] = Array.from({ length: 3 }, (_, at) => sound(5000 + 3 * number + at)).flat();
  await bounce(folder, takes);
  const { digest } = await ana.facts<{ digest: string }>(folder, ['commit', '-m', `Version ${number}`]);
  const files = Object.keys(takes).map(async (name) => [name, await digestOf(`${folder}/${name}`)] as const);
  made.push({ digest, files: Object.fromEntries(await Promise.all(files)) });
}

const push = () => runBeatflow(folder, ['push'], ana.env);

/** The versions of which somebody here was told that the server has them. */
async function listAcknowledged(): Promise<string[]> {
  const { commits } = await SongFolder.find(folder);
  const known = await Promise.all(made.map(({ digest }) => commits.find(digest)));
  return known.flatMap((commit) => (commit?.id ? [commit.digest] : []));
}

async function findRepositoryId(): Promise<string> {
  return (await ana.user.api.repository.get.query({ owner: ana.username, name: 'killed' })).id;
}

/** Waits until a push has begun: from then on it holds the folder. */
async function waitForBegin(): Promise<number> {
  while (!existsSync(join(folder, '.beatflow', 'lock'))) await wait(5);
  return Date.now();
}

/** Kills during a push; answers how long the push took when it had ended before. */
async function killDuringPush(victim: (typeof victims)[number], afterMs: number): Promise<number | null> {
  const child = startBeatflow(folder, ['push'], ana.env);
  const done = ended(child);
  const begin = await Promise.race([waitForBegin(), done.then(() => Date.now())]);
  const isCut = await Promise.race([wait(afterMs, true), done.then(() => false)]);
  const tookMs = Date.now() - begin;
  const killing = isCut && victim !== 'client' ? server.kill() : null;
  if (isCut && victim !== 'server') child.kill('SIGKILL');
  await killing;
  const { code, signal } = await done;
  // Who was not killed ends by himself: the push had got everything through, or the server is away.
  if (signal === null) expect([0, 7], victim).toContain(code);
  return isCut ? null : tookMs;
}

test(
  `pushes go on after ${kills} kills of server, client and both, and nothing acknowledged is lost`,
  async () => {
    console.log(`KILLS=${kills} KILLS_SEED=${seed}`);
    await ana.expect(folder, ['init']);
    await makeVersion();
    expect(await push()).toMatchObject({ code: 0 });
    const repositoryId = await findRepositoryId();
    const counts = { server: 0, client: 0, both: 0, tooLate: 0, heard: 0 };
    // How long pushes take here and now is learned on the way.
    let longestMs = 500;
    for (let done = 0; done < kills; ) {
      for (let versions = random() < 0.3 ? 2 : 1; versions > 0; versions--) await makeVersion();
      const before = (await listAcknowledged()).length;
      const victim = victims[done % victims.length]!;
      const tookMs = await killDuringPush(victim, random() * longestMs);
      const acknowledged = await listAcknowledged();
      if (tookMs !== null) {
        longestMs = tookMs;
        counts.tooLate++;
        continue;
      }
      await server.start();
      for (const ref of acknowledged.slice(before)) await ana.user.api.commit.get.query({ repositoryId, ref });
      expect(await push(), `after a kill of ${victim}`).toMatchObject({ code: 0 });
      const head = await ana.user.api.commit.get.query({ repositoryId, ref: 'main' });
      expect(head.digest).toBe(made.at(-1)!.digest);
      longestMs *= 1.05;
      counts[victim]++;
      if (acknowledged.length > before) counts.heard++;
      if (++done % 10 === 0) console.log(`${done} kills, ${made.length} versions`);
    }
    await expectSound(repositoryId);
    console.log(`${JSON.stringify(counts)}; ${made.length} versions, all whole`);
  },
  120_000 + kills * 60_000,
);

/** Care finds nothing wrong, each version was made once, and every byte is what lay in the folder. */
async function expectSound(repositoryId: string): Promise<void> {
  await server.kill();
  for (const command of [['gc'], ['fsck', '--read-data']]) {
    const cared = await runBeatflow(folder, command, { ...server.settings, GC_GRACE: '0m' });
    expect(cared).toMatchObject({ code: 0, stderr: '' });
    console.log(cared.stdout.trim());
  }
  await server.start();
  expect(await server.countVersions()).toBe(made.length);
  const read = new Map<string, string>();
  let parent: string | null = null;
  for (const { digest, files } of made) {
    const commit = await ana.user.api.commit.get.query({ repositoryId, ref: digest });
    expect(commit.parentCommitId).toBe(parent);
    parent = commit.id;
    for (const { id, name, audioDigest } of commit.stems) {
      if (!read.has(audioDigest)) {
        const bytes = Buffer.from(await (await ana.user.fetch(`/stems/${id}/audio`)).arrayBuffer());
        read.set(audioDigest, createHash('sha256').update(bytes).digest('hex'));
      }
      expect(read.get(audioDigest)).toBe(files[`${name}.wav`]);
    }
    expect(commit.stems).toHaveLength(Object.keys(files).length);
  }
  await ana.expect(ana.home, ['clone', `${ana.username}/killed`, 'copy']);
  for (const [name, digest] of Object.entries(made.at(-1)!.files)) {
    expect(await digestOf(ana.path('copy', name))).toBe(digest);
  }
}
