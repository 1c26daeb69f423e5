import { AudioFileModel, AudioUploadModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Disk, realDisk } from '../store/disk.ts';
import { digestOf, head, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { makeWav } from './testing/make-wav.ts';

let server: ByteServer;
let user: string;

beforeAll(async () => {
  server = await startByteServer();
  user = (await makeUser()).id;
});
afterEach(() => {
  Object.assign(server.disk, realDisk);
});
afterAll(() => server.close());

/** Lets the disk do so many of these calls, and fail each one after them for want of room. */
function fillUpAfter(call: keyof Disk, allowed: number): { hasFailed: () => boolean } {
  let count = 0;
  const real = realDisk[call] as (...args: unknown[]) => Promise<void>;
  server.disk[call] = (...args: unknown[]) =>
    count++ < allowed ? real(...args) : Promise.reject(Object.assign(new Error('no room'), { code: 'ENOSPC' }));
  return { hasFailed: () => count > allowed };
}

// How often an upload appends depends on how its bytes arrive, and how often it syncs on the folders that are there
// already: each call is made to fail in turn, until an upload needs no more of them.
test.each<keyof Disk>(['append', 'sync', 'rename'])(
  'a disk that is full at any %s keeps nothing half',
  async (call) => {
    for (let allowed = 0; ; allowed++) {
      const bytes = makeWav(400_000 + allowed);
      const before = await server.listFiles();
      const disk = fillUpAfter(call, allowed);
      const res = await put(server.url, user, bytes);
      Object.assign(server.disk, realDisk);
      if (!disk.hasFailed()) {
        expect(res.status).toBe(201);
        expect(allowed).toBeGreaterThan(0);
        return;
      }
      expect(res.status).toBe(503);
      expect(await res.json()).toMatchObject({ reason: 'storage-full' });
      expect(await server.listFiles()).toEqual(before);
      expect(await AudioFileModel.findByPk(digestOf(bytes))).toBeNull();
      expect(await AudioUploadModel.count({ where: { audioDigest: digestOf(bytes) } })).toBe(0);
      expect(await head(server.url, user, digestOf(bytes))).toEqual({ status: 404, offset: 0 });
      expect((await put(server.url, user, bytes)).status).toBe(201);
    }
  },
);

test('a disk that is full leaves alone what somebody else has kept', async () => {
  const bytes = makeWav(1000);
  const other = (await makeUser()).id;
  await put(server.url, other, bytes);
  for (const [call, allowed] of [
    ['sync', 1],
    ['rename', 0],
  ] as const) {
    fillUpAfter(call, allowed);
    expect((await put(server.url, user, bytes)).status).toBe(503);
    Object.assign(server.disk, realDisk);
    const kept = await server.services.store.open({ digest: digestOf(bytes), part: 'original' });
    expect(Buffer.compare(await kept!.read(0, bytes.length), bytes)).toBe(0);
    await kept!.close();
    expect(await head(server.url, other, digestOf(bytes))).toMatchObject({ status: 200 });
  }
});
