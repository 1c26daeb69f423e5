import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@beatflow/db';
import { openTestDatabase } from '@beatflow/db/testing';
import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAdminWell } from '../testing/run-admin.ts';
import { expectAcknowledged, expectWhole } from './testing/expect-whole.ts';
import { Pusher } from './testing/pusher.ts';
import { type ServerProcess, startServerProcess } from './testing/server-process.ts';

const kills = 50;
const longestLifeMs = 400;
const pushers = [new Pusher(), new Pusher(), new Pusher()];
let folder: string;
let database: Database & { url: string };
let server: ServerProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-sigkill-'));
  database = await openTestDatabase();
});
afterAll(async () => {
  await server?.kill();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = await startServerProcess({ DATA_DIR: folder, DATABASE_URL: database.url });
  for (const pusher of pushers) pusher.connect(server.url);
}

/** What a pusher sees after a restart: all that was acknowledged, and one more at most, whose answer was lost. */
async function expectHistory(pusher: Pusher, since: number): Promise<void> {
  const { repositoryId, acknowledged, api } = pusher;
  const head = await pusher.findHead();
  const last = acknowledged.at(-1);
  if (last) expect(head).not.toBeNull();
  await expectAcknowledged(pusher, since);
  if (head === null || head === last?.id) return;
  const unheard = await api.commit.get.query({ repositoryId, ref: head });
  expect(unheard.parentCommitId).toBe(last?.id ?? null);
  await expectWhole(pusher, unheard);
  acknowledged.push(unheard);
}

function select<Row extends object>(sql: string): Promise<Row[]> {
  return database.sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
}

/** What the database says of itself: every branch names a commit, no commit is half there, all audio is in the store. */
async function expectSound(): Promise<void> {
  const [row] = await select<{ commits: number; whole: number; moves: number }>(`
    SELECT (SELECT count(*)::int FROM commits) AS commits,
           (SELECT count(*)::int FROM commits c WHERE (SELECT count(*) FROM stems s WHERE s.commit_id = c.id) = 2) AS whole,
           (SELECT count(*)::int FROM branch_moves) AS moves`);
  expect(row!.whole).toBe(row!.commits);
  expect(row!.moves).toBe(row!.commits);
}

async function listStored(part: string): Promise<string[]> {
  await mkdir(join(folder, 'audio', part), { recursive: true });
  const entries = await readdir(join(folder, 'audio', part), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** The store holds what the database names, and nothing is left of what was being done. */
async function expectNoLeftover(): Promise<void> {
  const rows = await select<{ digest: string }>('SELECT digest FROM audio_files ORDER BY digest');
  const named = rows.map(({ digest }) => digest);
  const inOrder = (a: string, b: string) => (a < b ? -1 : 1);
  await expect.poll(async () => (await listStored('peaks')).sort(inOrder), { timeout: 10_000 }).toEqual(named);
  expect(await listStored('original')).toEqual([]);
  // What is kept for a while to be found sooner is not what is left.
  await expect.poll(() => readdir(join(folder, 'uploads', 'work')), { timeout: 10_000 }).toEqual(['recent']);
}

test('a server that is killed at any moment of a push loses nothing that it acknowledged', async () => {
  await start();
  for (const pusher of pushers) await pusher.start();
  for (let round = 0; round < kills; round++) {
    const before = pushers.map(({ acknowledged }) => acknowledged.length);
    const pushing = pushers.map((pusher) => pusher.pushOnAndOn());
    // Mostly while pushes follow each other; now and then while the server has hardly begun.
    if (round % 5 !== 0) await Promise.race(pushers.map((pusher) => pusher.nextAcknowledgement()));
    await sleep(Math.random() * longestLifeMs);
    await server!.kill();
    await Promise.all(pushing);
    await start();
    await expectNoLeftover();
    await Promise.all(pushers.map((pusher, i) => expectHistory(pusher, before[i]!)));
    await expectSound();
  }
  await Promise.all(pushers.map((pusher) => expectHistory(pusher, 0)));
  await server!.kill();
  const settings = { DATA_DIR: folder, DATABASE_URL: database.url, GC_GRACE: '0m' };
  await expectAdminWell(settings, 'gc');
  await expectAdminWell(settings, 'fsck', '--read-data');
  const versions = pushers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  console.log(`${kills} kills, ${versions} versions, all whole`);
  expect(versions).toBeGreaterThanOrEqual(kills * 0.8);
}, 1_200_000);
