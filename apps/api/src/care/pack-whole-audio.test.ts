import { writeFile } from 'node:fs/promises';
import { AudioFileChunkModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { digestOf, get, put } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { type PackReport, packWholeAudio } from './pack-whole-audio.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let server: ByteServer;
let user: string;

beforeAll(async () => {
  server = await startByteServer();
  user = (await makeUser()).id;
});
afterAll(() => server.close());

/** Audio as it was kept before there were packs. */
async function keepWhole(bytes: Uint8Array, stored = bytes): Promise<string> {
  await put(server.url, user, bytes);
  const digest = digestOf(bytes);
  await AudioFileChunkModel.destroy({ where: { audioDigest: digest } });
  const path = server.services.ingest.uploads.workPath();
  await writeFile(path, stored);
  await server.services.home.put({ digest, part: 'original' }, path);
  return digest;
}

function packAll(...options: [onFile?: () => void, isStopped?: () => boolean]): Promise<PackReport> {
  return packWholeAudio({ ...server.services, ...server.services.ingest }, ...options);
}

async function listWhole(): Promise<string[]> {
  const whole = [];
  for await (const { digest } of server.services.home.list('original')) whole.push(digest);
  return whole.toSorted((a, b) => (a < b ? -1 : 1));
}

async function expectServed(stemId: string, bytes: Uint8Array): Promise<void> {
  const res = await get(server.url, `/stems/${stemId}/audio`, user);
  expect(res.status).toBe(200);
  expect(Buffer.from(await res.arrayBuffer()).equals(bytes)).toBe(true);
}

test('whole files move into packs, stop in the middle, go on, and can be read all the time', async () => {
  const contents = [makeWav(3000), makeWav(90_000), makeWav(200_000)];
  const stems = [];
  for (const [i, bytes] of contents.entries()) stems.push({ name: `Stem ${i}`, digest: await keepWhole(bytes) });
  const { stemIds } = await makeVersion(server.services.database, { ownerId: user, stems });
  for (const [i, bytes] of contents.entries()) await expectServed(stemIds[i]!, bytes);

  let packed = 0;
  await packAll(
    () => packed++,
    () => packed === 1,
  );
  expect(await listWhole()).toHaveLength(2);
  for (const [i, bytes] of contents.entries()) await expectServed(stemIds[i]!, bytes);

  expect(await packAll()).toMatchObject({ files: 2, damaged: [] });
  expect(await listWhole()).toEqual([]);
  for (const [i, bytes] of contents.entries()) await expectServed(stemIds[i]!, bytes);
  expect(await packAll()).toEqual({ files: 0, bytes: 0, damaged: [] });
});

test('a whole file that was killed right after it was packed is cleared away', async () => {
  const bytes = makeWav(5000);
  await put(server.url, user, bytes);
  const path = server.services.ingest.uploads.workPath();
  await writeFile(path, bytes);
  await server.services.home.put({ digest: digestOf(bytes), part: 'original' }, path);
  await packAll();
  expect(await listWhole()).toEqual([]);
});

test('two that pack at the same time are in nobody’s way', async () => {
  const bytes = makeWav(60_000);
  const digest = await keepWhole(bytes);
  await Promise.all([packAll(), packAll()]);
  expect(await listWhole()).toEqual([]);
  const opened = await server.services.store.open({ digest, part: 'original' });
  expect(Buffer.from(await opened!.read(0, bytes.length)).equals(bytes)).toBe(true);
});

test('a file that is not what its name says stays where it is', async () => {
  const bytes = makeWav(4000);
  const wrong = Uint8Array.from(bytes);
  wrong[9000]! ^= 1;
  const digest = await keepWhole(bytes, wrong);
  expect(await packAll()).toMatchObject({ damaged: [digest] });
  expect(await listWhole()).toEqual([digest]);
});
