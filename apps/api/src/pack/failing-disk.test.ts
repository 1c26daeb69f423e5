import { AudioFileModel, ChunkModel, PackModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { digestOf, get, put, reasonOf } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import type { AudioStore, StorePart } from '../store/audio-store.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let server: ByteServer;
let user: string;

beforeAll(async () => {
  server = await startByteServer();
  user = (await makeUser()).id;
});
afterAll(() => server.close());

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: the disk has a problem`), { code });
}

/** Lets one call of the home fail for one part, before or after it was done, for as long as `work` takes. */
async function whileFailing<T>(
  call: 'put' | 'open' | 'find',
  part: StorePart,
  { code, isDone = false }: { code: string; isDone?: boolean },
  work: () => Promise<T>,
): Promise<T> {
  const home = server.services.home as AudioStore & Record<string, unknown>;
  const real = home[call].bind(home) as (...args: unknown[]) => Promise<unknown>;
  home[call] = (async (object: { part: StorePart }, ...rest: unknown[]) => {
    if (object.part !== part) return real(object, ...rest);
    if (isDone) await real(object, ...rest);
    throw failure(code);
  }) as never;
  try {
    return await work();
  } finally {
    delete home[call];
  }
}

test.each([
  ['ENOSPC', false],
  ['EIO', false],
  // The bytes are there, and only the last fsync failed.
  ['EIO', true],
])('a pack that cannot be kept (%s, written: %s) leaves nothing, and the next try succeeds', async (code, isDone) => {
  const bytes = makeWav(150_000);
  const before = await server.listFiles();
  const counts = async () => [await PackModel.count(), await ChunkModel.count(), await AudioFileModel.count()];
  const rows = await counts();
  const res = await whileFailing('put', 'pack', { code, isDone }, () => put(server.url, user, bytes));
  expect([500, 503]).toContain(res.status);
  expect(await server.listFiles()).toEqual(before);
  expect(await counts()).toEqual(rows);
  expect((await put(server.url, user, bytes)).status).toBe(201);
});

test('a pack that cannot be read is an error, and nothing is noted as damaged', async () => {
  const bytes = makeWav(150_000);
  await put(server.url, user, bytes);
  const stems = [{ name: 'Bass', digest: digestOf(bytes) }];
  const { stemIds } = await makeVersion(server.services.database, { ownerId: user, stems });
  const url = `/stems/${stemIds[0]}/audio`;
  const res = await whileFailing('open', 'pack', { code: 'EIO' }, () => get(server.url, url, user));
  expect([res.status, await reasonOf(res)]).toEqual([500, 'internal']);
  expect(await ChunkModel.count({ where: { damagedAt: null } })).toBe(await ChunkModel.count());
  const again = await get(server.url, url, user);
  expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
});
