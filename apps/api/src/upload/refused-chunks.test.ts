import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { AudioFileModel, StagedChunkModel } from '@beatflow/db';
import type { ChunkName } from '@beatflow/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { digestOf, reasonOf } from '../bytes/testing/byte-client.ts';
import { type ByteServer, type ByteServerOptions, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { ChunkClient, cutFile, frameChunks } from './testing/chunk-client.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let server: ByteServer;
let ana: ChunkClient;

async function start(options?: ByteServerOptions): Promise<void> {
  server = await startByteServer(options);
  ana = await ChunkClient.arrive(server.url);
}

beforeEach(() => start());
afterEach(() => server.close());

describe('what is wrong is refused, and leaves nothing', () => {
  test('chunks in the wrong order, or of the wrong length', async () => {
    const bytes = makeWav(300_000);
    const file = await cutFile(bytes);
    await ana.send(file);
    const reversed = await ana.seal(digestOf(bytes), [...file.names].reverse());
    expect(reversed.status).toBe(400);
    expect(await reasonOf(reversed)).toBe('digest-mismatch');
    const [[first, length], ...others] = file.names as [ChunkName, ...ChunkName[]];
    expect(await reasonOf(await ana.seal(digestOf(bytes), [[first, length - 1], ...others]))).toBe('input-invalid');
    expect(await AudioFileModel.count()).toBe(0);
    expect((await ana.seal(digestOf(bytes), file.names)).status).toBe(201);
  });

  test('chunks of something that is no audio', async () => {
    const bytes = Buffer.from('This is no sound at all.');
    const file = await cutFile(bytes);
    await ana.send(file, [file.names[0]![0]]);
    expect(await reasonOf(await ana.seal(digestOf(bytes), file.names))).toBe('audio-unreadable');
  });

  test('bodies that are not chunks', async () => {
    const bodies = [
      Buffer.alloc(0),
      Buffer.from([5, 0, 0, 0, 1]),
      Buffer.from([1, 0]),
      Buffer.from([0, 0, 0, 0]),
      Buffer.alloc(9, 255),
      frameChunks(Array.from({ length: 4097 }, () => Buffer.from('crumb'))),
    ];
    for (const body of bodies) expect(await reasonOf(await ana.post('/audio/chunks', body))).toBe('input-invalid');
    const tooLarge = await ana.post('/audio/chunks', Buffer.alloc(16 * 2 ** 20 + 1));
    expect([tooLarge.status, await reasonOf(tooLarge)]).toEqual([413, 'request-too-large']);
    for (const body of [{}, { chunks: [] }, { chunks: [['x', 1]] }, { chunks: [['ab'.repeat(32), 0]] }, []]) {
      expect(await reasonOf(await ana.post('/audio/chunks/missing', body))).toBe('input-invalid');
      expect(await reasonOf(await ana.post(`/audio/${'ab'.repeat(32)}/seal`, body))).toBe('input-invalid');
    }
    const headers = { 'X-User': ana.id, 'content-type': 'application/json' };
    const broken = await fetch(`${server.url}/audio/chunks/missing`, { method: 'POST', headers, body: '{' });
    expect(broken.status).toBe(400);
    expect(await StagedChunkModel.count()).toBe(0);
  });

  test('more than the quota', async () => {
    await server.close();
    await start({ settings: { QUOTA_BYTES: '500000' } });
    const file = await cutFile(makeWav(100_000));
    const digests = file.names.map(([digest]) => digest);
    expect((await ana.send(file, digests)).status).toBe(201);
    const more = await cutFile(makeWav(100_000));
    expect(await reasonOf(await ana.send(more))).toBe('quota-exceeded');
    expect(
      (await ana.seal(digestOf(Buffer.concat(digests.map((digest) => file.bytesOf.get(digest)!))), file.names)).status,
    ).toBe(201);
    expect((await server.listFiles()).filter((path) => path.startsWith('audio/bundle'))).toEqual([]);
    // Another file of chunks that are all here takes its own room; what else it would need is not said then.
    for (const names of [[...file.names].reverse(), [...file.names, ...more.names]]) {
      expect(await reasonOf(await ana.seal('ab'.repeat(32), names))).toBe('quota-exceeded');
    }
    expect((await server.listFiles()).filter((path) => path.startsWith(join('incoming', 'work')))).toEqual([]);
  });

  test('more than the quota in several requests, each of which would fit', async () => {
    await server.close();
    await start({ settings: { QUOTA_BYTES: '500000' } });
    const files = await Promise.all(Array.from({ length: 6 }, () => cutFile(makeWav(40_000))));
    const answers = await Promise.all(files.map((file) => ana.send(file)));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.length).toBe(3);
    for (const res of refused) expect([res.status, await reasonOf(res)]).toEqual([413, 'quota-exceeded']);
    // Their headers are the same.
    const kept = 3 * 40_000 * 4 + 44;
    expect(await StagedChunkModel.sum('size')).toBe(kept);
    expect(await countBundledBytes()).toBe(kept);
  });

  test('more than the quota, before a byte of it has come', async () => {
    await server.close();
    await start({ settings: { QUOTA_BYTES: '500000' } });
    const headers = { 'X-User': ana.id, 'Content-Length': '600000' };
    const announced = request(`${server.url}/audio/chunks`, { method: 'POST', headers });
    announced.flushHeaders();
    const [res] = (await once(announced, 'response')) as [IncomingMessage];
    expect(res.statusCode).toBe(413);
    announced.on('error', () => {}).destroy();
    const unannounced = request(`${server.url}/audio/chunks`, { method: 'POST', headers: { 'X-User': ana.id } });
    unannounced.flushHeaders();
    unannounced.end(frameChunks((await cutFile(makeWav(150_000))).bytesOf.values()));
    const [later] = (await once(unannounced, 'response')) as [IncomingMessage];
    expect(later.statusCode).toBe(413);
    unannounced.on('error', () => {}).destroy();
    expect(await listBundles()).toEqual([]);
  });

  test('the same sent in ever other words takes the room of what is counted', async () => {
    const { names, bytesOf } = await cutFile(makeWav(400_000));
    const all = names.map(([digest]) => bytesOf.get(digest)!);
    const counted = all.reduce((sum, { length }) => sum + length, 0);
    // In another order, with a crumb more, twice in one request, over several lines at once.
    expect((await ana.post('/audio/chunks', frameChunks(all))).status).toBe(201);
    const longAgo = new Date(Date.now() - 86_400_000);
    await server.services.database.sequelize.query('UPDATE staged_chunks SET created_at = $1', { bind: [longAgo] });
    expect((await ana.post('/audio/chunks', frameChunks([...all].reverse()))).status).toBe(201);
    expect(await StagedChunkModel.count({ where: { createdAt: longAgo } })).toBe(0);
    const crumbs = Array.from({ length: 4 }, (_, at) => Buffer.from(`crumb ${at}`));
    const sent = crumbs.map((crumb) => ana.post('/audio/chunks', frameChunks([...all, crumb, ...all])));
    for (const res of await Promise.all(sent)) expect(res.status).toBe(201);
    const other = await cutFile(makeWav(300_000));
    const lines = crumbs.map((_, at) => {
      const begun = [...other.bytesOf.values()];
      return ana.post('/audio/chunks', frameChunks([...begun.slice(at), ...begun.slice(0, at)]));
    });
    for (const res of await Promise.all(lines)) expect(res.status).toBe(201);
    expect(await countBundledBytes()).toBe(counted + 4 * 'crumb 0'.length + 300_000 * 4 + 44);
    expect(await StagedChunkModel.sum('size')).toBe(await countBundledBytes());
  });

  async function listBundles(): Promise<string[]> {
    return (await server.listFiles()).filter((path) => path.startsWith('audio/bundle'));
  }

  async function countBundledBytes(): Promise<number> {
    const sizes = (await listBundles()).map(
      async (path) => (await stat(join(server.services.config.dataDir, path))).size,
    );
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }
});
