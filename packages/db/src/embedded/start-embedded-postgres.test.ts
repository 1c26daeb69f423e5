import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '../migrate/connect.ts';
import { type EmbeddedChild, startEmbeddedChild } from '../testing/start-embedded-child.ts';
import { findBinaries } from './binaries.ts';
import { installBinaries } from './install-binaries.ts';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

const ready = path.join(os.tmpdir(), `beatflow-embedded-${process.pid}-ready`);

let dataDir: string;
let servers: EmbeddedPostgres[];

beforeEach(() => {
  dataDir = path.join(os.tmpdir(), `beatflow-embedded-${process.pid}-${randomBytes(4).toString('hex')}`);
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

afterAll(() => rm(ready, { recursive: true, force: true }));

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, isDisposable: true, ...options });
  servers.push(server);
  return server;
}

function query<T>(url: string, sql: string): Promise<T[]> {
  return withClient(url, async (client) => (await client.query(sql)).rows as T[]);
}

async function kill({ process: child }: EmbeddedChild): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Begins with a cluster that is there already, which is much quicker to copy than to make. */
async function useReadyCluster(): Promise<void> {
  if (!existsSync(ready)) await (await startEmbeddedPostgres({ dataDir: ready, isDisposable: true })).stop();
  execFileSync('cp', ['-a', ready, dataDir]);
}

const clusterDir = () => path.join(dataDir, 'postgres', 'cluster');
const isRunning = () => existsSync(path.join(clusterDir(), 'postmaster.pid'));

describe('the embedded PostgreSQL', () => {
  it('starts, keeps what it is told through a stop and a start, and stops', async () => {
    await useReadyCluster();
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.stop();
    expect(isRunning()).toBe(false);
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

    const second = await start();
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
  });

  it('sorts the same everywhere, speaks UTF-8, and listens on this machine alone', async () => {
    await useReadyCluster();
    const { url } = await start();
    expect(
      await query(
        url,
        `SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets,
          current_setting('server_encoding') AS encoding, current_setting('timezone') AS zone,
          (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale, lower('ÉTÉ') AS lower`,
      ),
    ).toEqual([{ listen: '127.0.0.1', sockets: '', encoding: 'UTF8', zone: 'UTC', locale: 'C.UTF-8', lower: 'été' }]);
  });

  it('lets nobody in without the password, which only we can read', async () => {
    await useReadyCluster();
    const { url } = await start();
    const file = path.join(dataDir, 'postgres', 'password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(url).toContain((await readFile(file, 'utf8')).trim());
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(clusterDir())).mode & 0o777).toBe(0o700);
  });

  it('says in one sentence that the password is lost', async () => {
    await useReadyCluster();
    await writeFile(path.join(dataDir, 'postgres', 'password'), 'another');
    await expect(start()).rejects.toThrow(/^The password in .* does not open the database in/);
    // Put it out of the way of the clean-up: the server itself runs.
    const [pid] = (await readFile(path.join(clusterDir(), 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    while (isRunning()) await setTimeout(50);
  });
});

describe('when a process was killed', { timeout: 60_000 }, () => {
  it('its server runs on, and the next start uses it', async () => {
    await useReadyCluster();
    const child = startEmbeddedChild(dataDir);
    const url = await child.url;
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await kill(child);

    const server = await start();
    expect(server.url).toBe(url);
    expect(await query(url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await server.stop();
    expect(isRunning()).toBe(false);
  });

  it('in the middle of initdb, the next start begins afresh and leaves no litter', async () => {
    const child = startEmbeddedChild(dataDir);
    await child.starting;
    const home = path.join(dataDir, 'postgres');
    const isAtWork = async () => {
      const [name] = (await readdir(home).catch(() => [])).filter((entry) => entry.includes('.init-'));
      return name !== undefined && existsSync(path.join(home, name, 'cluster', 'base'));
    };
    while (!(await isAtWork())) await setTimeout(5);
    await kill(child);
    expect(existsSync(clusterDir())).toBe(false);

    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await readdir(home)).sort()).toEqual(['cluster', 'password']);
  });

  it('together with its server, the next start repairs what they left', async () => {
    await useReadyCluster();
    const child = startEmbeddedChild(dataDir);
    await query(await child.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    // This server does not wait for the disk by itself.
    await query(await child.url, 'CHECKPOINT');
    const [pid] = (await readFile(path.join(clusterDir(), 'postmaster.pid'), 'utf8')).split('\n');
    await kill(child);
    process.kill(Number(pid), 'SIGKILL');

    const { url } = await start();
    expect(await query(url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
  });

  it('and its number now belongs to another program, that program is not taken for a server', async () => {
    await useReadyCluster();
    const stale = [process.pid, clusterDir(), 1_700_000_000, 1, '', '127.0.0.1', '', 'ready'];
    await writeFile(path.join(clusterDir(), 'postmaster.pid'), `${stale.join('\n')}\n`);
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('two processes on one data folder', { timeout: 60_000 }, () => {
  it('share one server from the first moment, and the last to leave stops it', async () => {
    const children = [startEmbeddedChild(dataDir), startEmbeddedChild(dataDir)];
    const [first, second] = await Promise.all(children.map(({ url }) => url));
    expect(second).toBe(first);
    await children[0]!.stop();
    expect(await query(first!, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await children[1]!.stop();
    expect(isRunning()).toBe(false);
  });
});

describe.runIf(isRoot)('as root', { timeout: 60_000 }, () => {
  it('the server runs as nobody, in the data folder', async () => {
    const { url } = await start();
    expect(await query(url, 'SHOW data_directory')).toEqual([{ data_directory: clusterDir() }]);
    expect(await stat(clusterDir())).toMatchObject(NOBODY);
  });

  it('a data folder that nobody may enter keeps its database under /var/lib/beatflow, also after it has moved', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    await chmod(dataDir, 0o700);
    const first = await start();
    const location = (await readFile(path.join(dataDir, 'postgres', 'location'), 'utf8')).trim();
    try {
      expect(location).toMatch(/^\/var\/lib\/beatflow\/[0-9a-f]{16}\/cluster$/);
      await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS value');
      await first.stop();
      await rename(dataDir, `${dataDir}-moved`);
      dataDir = `${dataDir}-moved`;
      const second = await start();
      expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
      await second.stop();
      await rm(path.dirname(location), { recursive: true });
      await expect(start()).rejects.toThrow(/is kept in .* which is missing/);
    } finally {
      await rm(path.dirname(location), { recursive: true, force: true });
    }
  });

  it('binaries that nobody may enter are copied to where they can be used', async () => {
    const closed = `${dataDir}-closed`;
    const version = `test-${process.pid}`;
    try {
      await mkdir(closed, { mode: 0o700 });
      await cp(findBinaries().root, path.join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
      const target = await installBinaries({ root: path.join(closed, 'native'), version }, NOBODY);
      expect(target).toBe(`/var/lib/beatflow/postgresql-${version}`);
      expect(existsSync(path.join(target, 'bin', 'postgres'))).toBe(true);
    } finally {
      await rm(closed, { recursive: true, force: true });
      await rm(`/var/lib/beatflow/postgresql-${version}`, { recursive: true, force: true });
    }
  });

  it('a cluster that belongs to another user goes on as that user', async () => {
    await mkdir(dataDir);
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    const child = startEmbeddedChild(dataDir, NOBODY);
    await child.url;
    await child.stop();
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await stat(clusterDir())).toMatchObject(NOBODY);
  });
});

it.runIf(isRoot)('an ordinary user needs nothing but the data folder, which stays closed to others', async () => {
  await mkdir(dataDir);
  await chown(dataDir, NOBODY.uid, NOBODY.gid);
  const nested = path.join(dataDir, 'deep', 'data');
  const child = startEmbeddedChild(nested, NOBODY);
  expect(await query(await child.url, 'SHOW data_directory')).toEqual([
    { data_directory: path.join(nested, 'postgres', 'cluster') },
  ]);
  await child.stop();
  expect((await stat(nested)).mode & 0o777).toBe(0o700);
});
