import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@beatflow/db';
import { openTestDatabase } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAdminWell } from '../testing/run-admin.ts';
import { expectAcknowledged } from './testing/expect-whole.ts';
import { Pusher } from './testing/pusher.ts';
import { type ServerProcess, startServerProcess } from './testing/server-process.ts';

const kills = 6;
const pushers = [new Pusher(), new Pusher(), new Pusher()];
const servers: ServerProcess[] = [];
let folder: string;
let database: Database & { url: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-three-'));
  database = await openTestDatabase();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** One database and one store for all; what is under way is each server's own. */
function settingsOf(index: number): Record<string, string> {
  const [DATA_DIR, AUDIO_STORE] = [join(folder, `server-${index}`), join(folder, 'store')];
  return { DATA_DIR, AUDIO_STORE, DATABASE_URL: database.url, GC_GRACE: '0m' };
}

async function start(index: number): Promise<void> {
  servers[index] = await startServerProcess(settingsOf(index));
}

test('three servers share one store, one of them is killed again and again, and nothing acknowledged is lost', async () => {
  await Promise.all([0, 1, 2].map(start));
  for (const [i, pusher] of pushers.entries()) {
    pusher.connect(servers[i]!.url);
    await pusher.start();
  }
  for (let round = 0; round < kills; round++) {
    const victim = round % servers.length;
    // Who pushes goes round all servers; the others go on when one falls.
    for (const [i, pusher] of pushers.entries()) pusher.connect(servers[(i + round) % servers.length]!.url);
    let isOver = false;
    const pushing = pushers.map(async (pusher) => {
      while (!isOver) await pusher.tryToPush();
    });
    await Promise.all(pushers.map((pusher) => pusher.nextAcknowledgement()));
    await sleep(Math.random() * 300);
    await servers[victim]!.kill();
    isOver = true;
    await Promise.all(pushing);
    await start(victim);
  }
  for (const [i, pusher] of pushers.entries()) {
    pusher.connect(servers[(i + 1) % servers.length]!.url);
    await expectAcknowledged(pusher);
  }
  await expectAdminWell(settingsOf(0), 'gc');
  await expectAdminWell(settingsOf(0), 'fsck', '--read-data');
  expect(pushers.every(({ acknowledged }) => acknowledged.length >= kills / 2)).toBe(true);
}, 600_000);
