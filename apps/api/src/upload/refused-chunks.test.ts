import { AudioFileModel, StagedChunkModel } from '@beatflow/db';
import type { ChunkName } from '@beatflow/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { digestOf, reasonOf } from '../bytes/testing/byte-client.ts';
import { type ByteServer, type ByteServerOptions, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { ChunkClient, cutFile } from './testing/chunk-client.ts';

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
  });
});
