import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../embedded/free-port.ts';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { createDatabase } from './create-database.ts';
import { isDatabaseUnavailable } from './database-error.ts';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

describe('the pool', () => {
  it('opens no more than its size and overflow, and lets the rest wait', async () => {
    const { url, drop } = await createTestDatabase();
    const database = createDatabase({ url, poolSize: 2, poolOverflow: 1 });
    cleanUps.push(drop, () => database.close());
    await database.ping();
    const work = Array.from({ length: 9 }, () => database.sequelize.query('SELECT pg_sleep(0.1)'));
    const states = [];
    while (states.at(-1)?.waiting !== 0) {
      await setTimeout(5);
      states.push(database.poolState());
    }
    expect(Math.max(...states.map(({ open }) => open))).toBe(3);
    expect(Math.max(...states.map(({ inUse }) => inUse))).toBe(3);
    expect(Math.max(...states.map(({ waiting }) => waiting))).toBeGreaterThanOrEqual(6);
    await Promise.all(work);
    expect(database.poolState()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  it('prints statements when it is told to', async () => {
    const { url, drop } = await createTestDatabase();
    const statements: string[] = [];
    const info = (fields: object) => {
      statements.push((fields as { sql: string }).sql);
    };
    const database = createDatabase({ url, echo: true, logger: { info, debug() {}, warn() {} } });
    cleanUps.push(drop, () => database.close());
    await database.sequelize.query('SELECT 42');
    expect(statements.join()).toContain('SELECT 42');
  });

  it('recovers when the server restarts under it', { timeout: 60_000 }, async () => {
    const dataDir = path.join(os.tmpdir(), `beatflow-pool-${process.pid}`);
    cleanUps.push(() => rm(dataDir, { recursive: true, force: true }));
    const settings = { port: String(await findFreePort()) };
    const start = () => startEmbeddedPostgres({ dataDir, settings, isDisposable: true });
    let server = await start();
    cleanUps.push(() => server.stop());
    const database = createDatabase({ url: server.url, poolSize: 4, poolOverflow: 0 });
    cleanUps.push(() => database.close());
    const sleepers = Array.from({ length: 4 }, () => database.sequelize.query('SELECT pg_sleep(30)'));
    const cut = Promise.allSettled(sleepers);
    while (database.poolState().inUse < 4) await setTimeout(10);

    await server.stop();
    for (const result of await cut) {
      expect(result.status).toBe('rejected');
      const { reason } = result as PromiseRejectedResult;
      expect(isDatabaseUnavailable(reason), String(reason)).toBe(true);
    }
    const err: unknown = await database.ping().catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(err)).toBe(true);

    server = await start();
    await Promise.all(Array.from({ length: 8 }, () => database.ping()));
    expect(database.poolState()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  it('replaces a connection that went silent without a goodbye', { timeout: 30_000 }, async () => {
    const { url, drop } = await createTestDatabase();
    const proxy = await startProxy(url);
    const database = createDatabase({ url: proxy.url, poolSize: 1, poolOverflow: 0 });
    cleanUps.push(
      drop,
      () => database.close(),
      () => proxy.close(),
    );
    await database.ping();
    // Beyond the time for which a connection is trusted.
    await setTimeout(1100);
    const before = proxy.connections();
    proxy.silence();
    await database.ping();
    expect(proxy.connections()).toBe(before + 1);
  });
});

/** A way to the server that can stop passing anything on, as a pulled cable does. */
async function startProxy(url: string) {
  const target = new URL(url);
  const sockets: Socket[] = [];
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => {});
    sockets.push(client, upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const proxied = new URL(url);
  proxied.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: proxied.href,
    connections: () => sockets.length / 2,
    silence: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
