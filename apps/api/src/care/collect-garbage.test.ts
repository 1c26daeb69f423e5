import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AudioUploadModel, ChunkModel, PackModel, RepositoryModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { digestOf, get, head, put } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { listPackPaths } from '../bytes/testing/list-pack-paths.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { collectGarbage, planGarbage } from './collect-garbage.ts';
import { openCare } from './testing/open-care.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const now = { graceMs: 0, unnamedMs: 0 };
const fortnight = { graceMs: 14 * 86_400_000, unnamedMs: 0 };
let server: ByteServer;
let care: ReturnType<typeof openCare>;
let user: string;

beforeEach(async () => {
  server = await startByteServer();
  care = openCare(server);
  user = (await makeUser()).id;
});
afterEach(() => server.close());

async function listPackFiles(): Promise<string[]> {
  return (await server.listFiles()).filter((path) => path.startsWith('audio/pack/'));
}

async function push(contents: Buffer[]): Promise<{ stemIds: string[]; repositoryId: string }> {
  for (const bytes of contents) expect((await put(server.url, user, bytes)).status).toBeLessThan(300);
  const stems = contents.map((bytes, i) => ({ name: `Stem ${i}`, digest: digestOf(bytes) }));
  const { stemIds, repository } = await makeVersion(server.services.database, { ownerId: user, stems });
  return { stemIds, repositoryId: repository.id };
}

async function expectServed(stemIds: readonly string[], contents: readonly Buffer[]): Promise<void> {
  for (const [i, id] of stemIds.entries()) {
    const res = await get(server.url, `/stems/${id}/audio`, user);
    expect(Buffer.from(await res.arrayBuffer()).equals(contents[i]!)).toBe(true);
  }
}

async function deleteSong(repositoryId: string, contents: readonly Buffer[]): Promise<void> {
  await RepositoryModel.destroy({ where: { id: repositoryId } });
  await AudioUploadModel.destroy({ where: { audioDigest: contents.map(digestOf) } });
}

test('what a version or an upload names stays', async () => {
  const contents = [makeWav(40_000), makeWav(50_000)];
  const { stemIds } = await push(contents);
  const waiting = makeWav(30_000);
  await put(server.url, user, waiting);
  await collectGarbage(care, now);
  await expectServed(stemIds, contents);
  expect(await head(server.url, user, digestOf(waiting))).toMatchObject({ status: 200 });
});

test('what nobody names goes when the grace period has passed, and the report says how much', async () => {
  const contents = [makeWav(40_000), makeWav(50_000)];
  const { repositoryId } = await push(contents);
  const kept = [makeWav(20_000)];
  const { stemIds } = await push(kept);
  await deleteSong(repositoryId, contents);
  const before = await listPackFiles();

  const early = await collectGarbage(care, fortnight);
  expect(early).toMatchObject({ chunks: { chunks: 0 }, packs: { packs: 0 }, freedBytes: 0 });
  expect(early.waitingBytes).toBeGreaterThan(300_000);
  expect(await listPackFiles()).toEqual(before);

  const plan = await planGarbage(care, now);
  expect(plan.chunks.bytes).toBe(early.waitingBytes);
  expect(await listPackFiles()).toEqual(before);

  const late = await collectGarbage(care, now);
  expect(late.freedBytes).toBeGreaterThan(300_000);
  expect(late.waitingBytes).toBe(0);
  expect((await listPackFiles()).length).toBeLessThan(before.length);
  await expectServed(stemIds, kept);
});

test('audio that comes back within the grace period finds its chunks', async () => {
  const contents = [makeWav(60_000)];
  const { repositoryId } = await push(contents);
  await deleteSong(repositoryId, contents);
  await collectGarbage(care, fortnight);
  const packs = await listPackFiles();
  const { stemIds } = await push(contents);
  expect(await listPackFiles()).toEqual(packs);
  await collectGarbage(care, now);
  expect(await ChunkModel.count({ where: { unusedSince: null } })).toBe(await ChunkModel.count());
  await expectServed(stemIds, contents);
});

test('many small packs become one, and every byte is still there', async () => {
  const contents = Array.from({ length: 10 }, (_, i) => makeWav(5000 + i));
  const { stemIds } = await push(contents);
  expect(await listPackFiles()).toHaveLength(10);
  const report = await collectGarbage(care, fortnight);
  expect(report.rewritten.packs).toBe(10);
  await expectServed(stemIds, contents);
  expect(await ChunkModel.count({ group: ['packDigest'] })).toHaveLength(1);
  // The old ones stay for who restores an older copy of the database.
  expect(await listPackFiles()).toHaveLength(11);
  await collectGarbage(care, now);
  expect(await listPackFiles()).toHaveLength(1);
  await expectServed(stemIds, contents);
});

test('a pack that is mostly empty is written anew', async () => {
  const wasted = makeWav(300_000);
  const kept = Buffer.concat([
    wasted.subarray(0, 44),
    wasted.subarray(44, 44 + 4 * 100_000),
    makeWav(200_000).subarray(44),
  ]);
  const { repositoryId } = await push([wasted]);
  const [packPath] = await listPackFiles();
  const { stemIds } = await push([kept]);
  await deleteSong(repositoryId, [wasted]);
  await collectGarbage(care, now);
  await collectGarbage(care, now);
  expect(await listPackFiles()).not.toContain(packPath);
  await expectServed(stemIds, [kept]);
});

test('a reader that looked up its chunks before they moved finds them', async () => {
  const contents = Array.from({ length: 8 }, (_, i) => makeWav(9000 + i));
  await push(contents);
  const opened = await server.services.store.open({ digest: digestOf(contents[0]!), part: 'original' });
  await collectGarbage(care, now);
  await collectGarbage(care, now);
  expect(Buffer.from(await opened!.read(0, 1e6)).equals(contents[0]!)).toBe(true);
  await opened!.close();
});

test('a pack that a killed process left is removed', async () => {
  const path = server.services.ingest.uploads.workPath();
  await writeFile(path, 'a pack that was never named');
  const digest = digestOf(Buffer.from('a pack that was never named'));
  await server.services.home.put({ digest, part: 'pack' }, path);
  expect(await collectGarbage(care, { graceMs: 0, unnamedMs: 3_600_000 })).toMatchObject({ packs: { packs: 0 } });
  expect(await collectGarbage(care, now)).toMatchObject({ packs: { packs: 1, bytes: 27 } });
});

test('a damaged chunk is not carried into a new pack', async () => {
  const contents = Array.from({ length: 8 }, (_, i) => makeWav(9000 + i));
  const { stemIds } = await push(contents);
  const [path] = (await listPackPaths(digestOf(contents[3]!))).slice(-1);
  const pack = await readFile(join(server.folder, path!));
  pack[5000]! ^= 1;
  await writeFile(join(server.folder, path!), pack);
  await collectGarbage(care, now);
  expect(await ChunkModel.count({ where: { packDigest: path!.split('/').at(-1)! } })).toBe(1);
  expect((await get(server.url, `/stems/${stemIds[3]}/audio`, user, { Range: 'bytes=4000-6000' })).status).toBe(500);
  await expectServed([stemIds[0]!, stemIds[7]!], [contents[0]!, contents[7]!]);
});

test('while people push and delete, nothing that was acknowledged goes', async () => {
  const shared = makeWav(50_000);
  let isPushing = true;
  const collecting = (async () => {
    for (; isPushing; ) await collectGarbage(care, now);
  })();
  const kept: { stemIds: string[]; contents: Buffer[] }[] = [];
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      const owner = (await makeUser()).id;
      for (let round = 0; round < 8; round++) {
        const tail = makeWav(10_000).subarray(44);
        const bytes = Buffer.concat([makeWav(60_000).subarray(0, 44), shared.subarray(44), tail]);
        expect((await put(server.url, owner, bytes)).status).toBe(201);
        const stems = [{ name: randomUUID(), digest: digestOf(bytes) }];
        const { stemIds, repository } = await makeVersion(server.services.database, {
          ownerId: owner,
          isPublic: true,
          stems,
        });
        if (round % 2 === 0) kept.push({ stemIds, contents: [bytes] });
        else {
          await RepositoryModel.destroy({ where: { id: repository.id } });
          await AudioUploadModel.destroy({ where: { audioDigest: digestOf(bytes) } });
        }
      }
    }),
  ).finally(() => {
    isPushing = false;
  });
  await collecting;
  for (const { stemIds, contents } of kept) await expectServed(stemIds, contents);
  await collectGarbage(care, now);
  await collectGarbage(care, now);
  for (const { stemIds, contents } of kept) await expectServed(stemIds, contents);
  expect((await listPackFiles()).length).toBe(await PackModel.count());
}, 120_000);
