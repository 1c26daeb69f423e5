import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, PackModel } from '@beatflow/db';
import { openTestDatabase } from '@beatflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAcknowledged } from '../bytes/testing/expect-whole.ts';
import { Pusher } from '../bytes/testing/pusher.ts';
import { type ServerProcess, startServerProcess } from '../bytes/testing/server-process.ts';
import { type RoundRobin, startRoundRobin } from '../testing/round-robin.ts';
import { expectAdminWell } from '../testing/run-admin.ts';
import { hasS3Server, makeBucket, s3StartMs, toEnvironment } from './s3/testing/s3-server.ts';

const versionsBefore = 6;
const versionsAfter = 6;

/** Three servers share a database and a store, and nothing else; one of them is killed while people push. */
function severalServersSuite(makeStore: (folder: string) => Promise<Record<string, string>>): void {
  const pushers = [new Pusher(), new Pusher(), new Pusher()];
  const servers: ServerProcess[] = [];
  let folder: string;
  let database: Database & { url: string };
  let settings: Record<string, string>;
  let balancer: RoundRobin;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'beatflow-several-'));
    database = await openTestDatabase();
    settings = { DATABASE_URL: database.url, DB_POOL_SIZE: '5', DB_POOL_OVERFLOW: '2', ...(await makeStore(folder)) };
    servers.push(...(await Promise.all([0, 1, 2].map(start))));
    balancer = await startRoundRobin(servers.map(({ url }) => url));
    for (const pusher of pushers) pusher.connect(balancer.url);
  }, s3StartMs + 120_000);
  afterAll(async () => {
    await balancer?.close();
    await Promise.all(servers.map((server) => server.kill()));
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  function start(index: number): Promise<ServerProcess> {
    return startServerProcess({ ...settings, DATA_DIR: join(folder, `server-${index}`) });
  }

  const countAcknowledged = () => pushers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

  async function waitForVersions(count: number): Promise<void> {
    while (countAcknowledged() < count) {
      await Promise.race(pushers.map((pusher) => pusher.nextAcknowledgement()));
    }
  }

  function care(...command: string[]): Promise<void> {
    return expectAdminWell({ ...settings, DATA_DIR: join(folder, 'admin'), GC_GRACE: '0m' }, ...command);
  }

  /** Each server gives back every version that any of them acknowledged, every byte of it. */
  async function expectAllWhole(): Promise<void> {
    for (const pusher of pushers) await expectAcknowledged(pusher);
  }

  test('one of three is killed in the middle of pushes, and every acknowledged version is whole', async () => {
    for (const pusher of pushers) await pusher.start();
    let isOver = false;
    const pushing = pushers.map(async (pusher) => {
      // Whose request the killed server was at sees it fail, and pushes again.
      while (!isOver) await pusher.pushOnAndOn();
    });
    await waitForVersions(versionsBefore);
    await servers[0]!.kill();
    await waitForVersions(versionsBefore + versionsAfter);
    servers[0] = await start(0);
    balancer.servers = servers.map(({ url }) => url);
    await waitForVersions(countAcknowledged() + 3);
    isOver = true;
    balancer.servers = [];
    await Promise.all(pushing);
    balancer.servers = servers.map(({ url }) => url);

    await expectAllWhole();
    await care('fsck', '--read-data');
    await care('gc');
    await care('fsck', '--read-data');
    await expectAllWhole();
    expect(await PackModel.count()).toBeGreaterThan(0);
  }, 300_000);
}

describe('over one folder', () => {
  severalServersSuite(async (folder) => ({ AUDIO_STORE: join(folder, 'audio') }));
});

describe.skipIf(!hasS3Server)('over one bucket', () => {
  severalServersSuite(async () => toEnvironment(await makeBucket()));
});
