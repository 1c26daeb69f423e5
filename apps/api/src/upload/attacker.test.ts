import { maxChunkBytes } from '@beatflow/audio/chunks';
import { CollaboratorModel, RepositoryModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import type { ChunkName } from '@beatflow/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf, get, put } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { ChunkClient, cutFile, frameChunks } from './testing/chunk-client.ts';

// Mallory has learnt every hash of a private stem, and its header, but not its sound.
let server: ByteServer;
let mallory: ChunkClient;
let secret: Buffer;
let names: ChunkName[];
let stemId: string;
let repositoryId: string;

beforeEach(async () => {
  server = await startByteServer();
  const ana = (await makeUser()).id;
  mallory = await ChunkClient.arrive(server.url);
  secret = makeWav(300_000);
  await put(server.url, ana, secret);
  const stems = [{ name: 'Stem', digest: digestOf(secret) }];
  const version = await makeVersion(server.services.database, { ownerId: ana, isPublic: false, stems });
  stemId = version.stemIds[0]!;
  repositoryId = version.repository.id;
  names = (await cutFile(secret)).names;
});
afterEach(() => server.close());

const unknown = (): ChunkName[] => names.map(([, length], i) => [digestOf(Buffer.from(`nobody has ${i}`)), length]);

async function ask(path: string, chunks: readonly ChunkName[]) {
  const begin = performance.now();
  const answer = await mallory.post(path, { chunks });
  const body = (await answer.json()) as { missing?: string[]; data?: { missing?: string[] }; reason?: string };
  const { missing, data, reason } = body;
  return { status: answer.status, reason, missing: missing ?? data?.missing, ms: performance.now() - begin };
}

test('what is kept for others answers as what nobody has, and no sooner', async () => {
  for (const path of ['/audio/chunks/missing', `/audio/${digestOf(secret)}/seal`]) {
    for (const chunks of [names, unknown()]) {
      const { missing, ms } = await ask(path, chunks);
      expect(missing).toEqual(chunks.map(([digest]) => digest));
      // The least time that every answer takes; timers may be early by a little.
      expect(ms).toBeGreaterThan(45);
    }
  }
});

test('the length of somebody else’s chunk is not told', async () => {
  const wrong = names.map(([digest, length]): ChunkName => [digest, length - 1]);
  const { status, reason } = await ask(`/audio/${digestOf(secret)}/seal`, wrong);
  expect([status, reason]).toEqual([409, 'chunks-missing']);
});

test('having one chunk of a file opens none of the others', async () => {
  const [[first, length], ...others] = names as [ChunkName, ...ChunkName[]];
  expect((await mallory.post('/audio/chunks', frameChunks([secret.subarray(0, length)]))).status).toBe(201);
  expect((await ask('/audio/chunks/missing', names)).missing).toEqual(others.map(([digest]) => digest));
  const sealed = await ask(`/audio/${digestOf(secret)}/seal`, [[first, length]]);
  expect(sealed.status).toBe(400);
  expect((await ask('/audio/chunks/missing', names)).missing).toEqual(
    expect.arrayContaining(others.map(([name]) => name)),
  );
});

test('who was let out of a song has nothing of it any more', async () => {
  const row = { repoId: repositoryId, userId: mallory.id, role: 'reader' as const };
  await CollaboratorModel.create(row);
  expect((await ask('/audio/chunks/missing', names)).missing).toEqual([]);
  expect((await get(server.url, `/stems/${stemId}/chunks`, mallory.id)).status).toBe(200);
  await CollaboratorModel.destroy({ where: row });
  expect((await ask('/audio/chunks/missing', names)).missing).toHaveLength(names.length);
  expect((await ask(`/audio/${digestOf(secret)}/seal`, names)).reason).toBe('chunks-missing');
  expect((await get(server.url, `/stems/${stemId}/chunks`, mallory.id)).status).toBe(404);
  await RepositoryModel.destroy({ where: { id: repositoryId } });
  expect((await ask('/audio/chunks/missing', names)).missing).toHaveLength(names.length);
});

test('of what many have, one’s own is found; the rest is sent once, also where it may be read', async () => {
  // Long enough for chunks of nothing else, which are all one.
  const silence = Buffer.alloc(3 * maxChunkBytes);
  // More files of others have it than are looked at.
  for (let i = 0; i < 9; i++) await put(server.url, (await makeUser()).id, wavOf(silence, i));
  const [ana, ben] = [await ChunkClient.arrive(server.url), await ChunkClient.arrive(server.url)];
  const hers = wavOf(silence, 100);
  await put(server.url, ana.id, hers);
  const { names: all } = await cutFile(hers);
  const silent = all.find(([digest], i) => all.findIndex(([other]) => other === digest) < i)!;
  expect(await ana.askMissing(all)).toEqual([]);
  const stems = [{ name: 'Stem', digest: digestOf(hers) }];
  const { repository } = await makeVersion(server.services.database, { ownerId: ana.id, stems });
  await CollaboratorModel.create({ repoId: repository.id, userId: ben.id, role: 'writer' });
  expect(await ben.askMissing(all)).toEqual([silent[0]]);
  await ben.upload(wavOf(silence, 200));
  expect(await ben.askMissing(all)).toEqual([]);
});

/** A WAV that ends in what is silence to all, and begins with what is in no other. */
function wavOf(silence: Buffer, seed: number): Buffer {
  const own = makeWav(100_000 + seed);
  const bytes = Buffer.concat([own, silence]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return bytes;
}
