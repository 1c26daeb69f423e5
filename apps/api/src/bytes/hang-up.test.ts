import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AudioStore, OpenObject } from '../store/audio-store.ts';
import { SharedMemory } from '../store/shared-memory.ts';
import { receiveBody } from './receive-body.ts';
import { digestOf, get, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { makeVersion } from './testing/make-version.ts';
import { makeWav } from './testing/make-wav.ts';

/** A store whose objects break off while they are sent, as a failing disk would. */
function breakingStore(store: AudioStore): AudioStore {
  const isBroken = ({ size }: OpenObject) => size === 44 + 4 * 100_001;
  return {
    put: (object, path) => store.put(object, path),
    find: (object) => store.find(object),
    copy: (object, path) => store.copy(object, path),
    delete: (object) => store.delete(object),
    list: (part) => store.list(part),
    async open(object) {
      const opened = await store.open(object);
      if (!opened || !isBroken(opened)) return opened;
      const parts = (start: number, end: number) => breakOff(opened, start, end);
      const stream = (start: number, end: number) => Readable.from(parts(start, end), { objectMode: false });
      return { size: opened.size, read: (...args) => opened.read(...args), parts, stream, close: () => opened.close() };
    },
  };
}

async function* breakOff(object: OpenObject, start: number, end: number): AsyncGenerator<Uint8Array> {
  yield await object.read(start, Math.floor((end - start) / 2));
  throw new Error('The disk is broken.');
}

describe('a disk that breaks while it is read', () => {
  let server: ByteServer;
  let owner: string;
  let stemId: string;
  let commitId: string;

  beforeAll(async () => {
    server = await startByteServer({ wrapStore: breakingStore });
    owner = (await makeUser()).id;
    const bytes = makeWav(100_001);
    await put(server.url, owner, bytes);
    const stems = [{ name: 'Stem', digest: digestOf(bytes) }];
    const version = await makeVersion(server.services.database, { ownerId: owner, stems });
    [stemId] = version.stemIds as [string];
    commitId = version.commit.id;
  });
  afterAll(() => server.close());

  test('cuts the connection, so that nobody takes a half for the whole', async () => {
    for (const path of [`/stems/${stemId}/audio`, `/commits/${commitId}/archive`]) {
      const res = await get(server.url, path, owner);
      expect(res.status).toBe(200);
      await expect(res.arrayBuffer()).rejects.toThrow();
    }
  });

  test('does not stop the server', async () => {
    expect((await get(server.url, `/stems/${stemId}/pieces/0`, owner)).status).toBe(200);
  });
});

test('listeners who hang up in the middle leave no memory behind', async () => {
  const server = await startByteServer();
  try {
    const owner = (await makeUser()).id;
    const bytes = makeWav(3_000_000);
    await put(server.url, owner, bytes);
    const version = await makeVersion(server.services.database, {
      ownerId: owner,
      stems: [{ name: 'Stem', digest: digestOf(bytes) }],
    });
    const path = `/stems/${version.stemIds[0]}/audio`;
    const [take, give] = [vi.spyOn(SharedMemory.prototype, 'take'), vi.spyOn(SharedMemory.prototype, 'give')];
    for (let i = 0; i < 20; i++) {
      const reader = (await get(server.url, path, owner)).body!.getReader();
      await reader.read();
      await reader.cancel();
    }
    const taken = () => take.mock.results.filter(({ value }) => value !== null).length;
    await vi.waitFor(() => expect(give.mock.calls.length).toBe(taken()), 10_000);
    expect(taken()).toBeGreaterThan(20);
    // More at once than there is memory to share.
    const all = await Promise.all(
      Array.from({ length: 20 }, async () => (await get(server.url, path, owner)).arrayBuffer()),
    );
    for (const each of all) expect(Buffer.from(each).equals(bytes)).toBe(true);
    expect(take.mock.results.some(({ value }) => value === null)).toBe(true);
  } finally {
    vi.restoreAllMocks();
    await server.close();
  }
});

describe('a request whose body', () => {
  /** What the server made of a body that `send` sends. */
  async function receive(
    send: (req: ReturnType<typeof request>) => void,
    write: (bytes: Uint8Array) => Promise<void>,
    stallTimeoutMs = 5000,
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const server = createServer((req, res) => {
        receiveBody(req, { write, stallTimeoutMs })
          .catch((err: unknown) => String(err))
          .then((outcome) => {
            res.end();
            server.closeAllConnections();
            server.close(() => resolve(outcome));
          })
          .catch(reject);
      });
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        const req = request({ port, host: '127.0.0.1', method: 'PUT', headers: { 'Content-Length': 3_000_000 } });
        req.on('error', () => {});
        send(req);
      });
    });
  }

  const third = Buffer.alloc(1_000_000);

  test('comes to its end is whole, and is written in order and without haste', async () => {
    let bytesWritten = 0;
    let writing = 0;
    const outcome = await receive(
      (req) => {
        for (let i = 0; i < 3; i++) req.write(third);
        req.end();
      },
      async (bytes) => {
        expect(++writing).toBe(1);
        expect(bytes.length).toBeLessThan(2_000_000);
        await new Promise((resolve) => setTimeout(resolve, 5));
        bytesWritten += bytes.length;
        writing--;
      },
    );
    expect(outcome).toBe('whole');
    expect(bytesWritten).toBe(3_000_000);
  });

  test('ends early is broken, and everything that came is written', async () => {
    let bytesWritten = 0;
    const outcome = await receive(
      (req) => void req.write(third, () => setTimeout(() => req.destroy(), 50)),
      async (bytes) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        bytesWritten += bytes.length;
      },
    );
    expect(outcome).toBe('broken');
    expect(bytesWritten).toBeGreaterThan(0);
  });

  test('falls silent is broken', async () => {
    const outcome = await receive(
      (req) => void req.write(third),
      () => Promise.resolve(),
      200,
    );
    expect(outcome).toBe('broken');
  });

  test('cannot be written is refused with what hindered it', async () => {
    const outcome = await receive(
      (req) => void req.write(third),
      () => Promise.reject(new Error('no room')),
    );
    expect(outcome).toBe('Error: no room');
  });
});
