import { bytesSource } from '@beatflow/audio';
import { readChunks, readFileLayout } from '@beatflow/audio/chunks';
import { AudioFileModel, RepositoryModel, StagedChunkModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { audioChunks, audioFile, type ChunkName, missingChunks } from '@beatflow/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { digestOf, get, head, put, reasonOf } from '../bytes/testing/byte-client.ts';
import { type ByteServer, type ByteServerOptions, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { collectGarbage } from '../care/collect-garbage.ts';
import { openCare } from '../care/testing/open-care.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let server: ByteServer;
let ana: string;
let ben: string;

async function start(options?: ByteServerOptions): Promise<void> {
  server = await startByteServer(options);
  ana = (await makeUser()).id;
  ben = (await makeUser()).id;
}

beforeEach(() => start());
afterEach(() => server.close());

interface Cut {
  names: ChunkName[];
  bytesOf: Map<string, Uint8Array>;
}

/** Cuts a file as a client does. */
async function cut(bytes: Uint8Array): Promise<Cut> {
  const source = bytesSource(bytes);
  const result: Cut = { names: [], bytesOf: new Map() };
  for await (const chunk of readChunks(source, await readFileLayout(source))) {
    const digest = digestOf(chunk.bytes);
    result.names.push([digest, chunk.length]);
    result.bytesOf.set(digest, chunk.bytes);
  }
  return result;
}

function post(path: string, userId: string, body: Uint8Array | object): Promise<Response> {
  const isJson = !(body instanceof Uint8Array);
  const headers = { 'X-User': userId, ...(isJson ? { 'content-type': 'application/json' } : {}) };
  return fetch(server.url + path, { method: 'POST', headers, body: isJson ? JSON.stringify(body) : Buffer.from(body) });
}

async function askMissing(userId: string, chunks: ChunkName[]): Promise<string[]> {
  const res = await post('/audio/chunks/missing', userId, { chunks });
  expect(res.status).toBe(200);
  return missingChunks.parse(await res.json()).missing;
}

function frame(chunks: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    chunks.flatMap((bytes) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}

function send(userId: string, { bytesOf }: Cut, digests: readonly string[]): Promise<Response> {
  return post('/audio/chunks', userId, frame(digests.map((digest) => bytesOf.get(digest)!)));
}

function seal(userId: string, digest: string, chunks: ChunkName[]): Promise<Response> {
  return post(`/audio/${digest}/seal`, userId, { chunks });
}

/** Asks, sends what is missing, and seals; answers how many bytes of chunks travelled. */
async function upload(userId: string, bytes: Uint8Array): Promise<number> {
  const file = await cut(bytes);
  const missing = await askMissing(userId, file.names);
  if (missing.length > 0) expect((await send(userId, file, missing)).status).toBe(201);
  const res = await seal(userId, digestOf(bytes), file.names);
  expect(res.status).toBe(201);
  expect(audioFile.parse(await res.json())).toMatchObject({ digest: digestOf(bytes), size: bytes.length });
  return missing.reduce((sum, digest) => sum + file.bytesOf.get(digest)!.length, 0);
}

async function publish(userId: string, bytes: Uint8Array, isPublic = false) {
  const stems = [{ name: 'Stem', digest: digestOf(bytes) }];
  const { stemIds, repository } = await makeVersion(server.services.database, { ownerId: userId, isPublic, stems });
  return { stemId: stemIds[0]!, repositoryId: repository.id };
}

async function expectStored(digest: string, bytes: Uint8Array): Promise<void> {
  const opened = await server.services.store.open({ digest, part: 'original' });
  expect(Buffer.from(await opened!.read(0, bytes.length + 1)).equals(bytes)).toBe(true);
  await opened!.close();
}

/** A second of other sound, ten seconds in. */
function punchIn(bytes: Buffer): Buffer {
  const other = makeWav(48_000).subarray(44);
  const at = 44 + 10 * 192_000;
  return Buffer.concat([bytes.subarray(0, at), other, bytes.subarray(at + other.length)]);
}

describe('only what is missing travels', () => {
  test('a file that nobody has travels whole, and is what a PUT would have made of it', async () => {
    const bytes = makeWav(200_000);
    expect(await upload(ana, bytes)).toBe(bytes.length);
    await expectStored(digestOf(bytes), bytes);
    expect(await head(server.url, ana, digestOf(bytes))).toMatchObject({ status: 200 });
    const other = await (await put(server.url, ben, bytes)).json();
    expect(audioFile.parse(other)).toEqual(
      audioFile.parse((await AudioFileModel.findByPk(digestOf(bytes)))!.get({ plain: true })),
    );
  });

  test('a punch-in costs the punch-in', async () => {
    const bytes = makeWav(30 * 48_000);
    await put(server.url, ana, bytes);
    const edited = punchIn(bytes);
    const sent = await upload(ana, edited);
    expect(sent).toBeLessThan(192_000 + 2 * 2 * 512 * 1024);
    expect(sent).toBeGreaterThan(0);
    await expectStored(digestOf(edited), edited);
  });

  test('what has travelled is not asked for again, and a sealed file leaves nothing waiting', async () => {
    const bytes = makeWav(300_000);
    const file = await cut(bytes);
    const [first, ...others] = await askMissing(ana, file.names);
    await send(ana, file, [first!]);
    expect(await askMissing(ana, file.names)).toEqual(others);
    const early = await seal(ana, digestOf(bytes), file.names);
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({ reason: 'chunks-missing', data: { missing: others } });
    await Promise.all([send(ana, file, others), send(ana, file, [...others].reverse()), send(ana, file, [first!])]);
    expect((await seal(ana, digestOf(bytes), file.names)).status).toBe(201);
    expect(await StagedChunkModel.count()).toBe(0);
    await collectGarbage(openCare(server), { graceMs: 0, uploadTtlMs: 86_400_000, unnamedMs: 0 });
    expect((await server.listFiles()).filter((path) => /^audio\/bundle|^incoming/.test(path))).toEqual([]);
    await expectStored(digestOf(bytes), bytes);
    expect((await seal(ana, digestOf(bytes), file.names)).status).toBe(200);
  });

  test('what was abandoned is cleared away', async () => {
    const file = await cut(makeWav(50_000));
    await send(ana, file, [file.names[1]![0]]);
    const care = openCare(server);
    await collectGarbage(care, { graceMs: 0, uploadTtlMs: 86_400_000, unnamedMs: 0 });
    expect(await StagedChunkModel.count()).toBe(1);
    await collectGarbage(care, { graceMs: 0, uploadTtlMs: 0, unnamedMs: 0 });
    expect(await StagedChunkModel.count()).toBe(0);
    expect((await server.listFiles()).filter((path) => path.startsWith('audio/bundle'))).toEqual([]);
  });

  test('a listener who has the version before fetches the ranges that they lack', async () => {
    const bytes = makeWav(30 * 48_000);
    const edited = punchIn(bytes);
    await put(server.url, ana, bytes);
    await put(server.url, ana, edited);
    const { stemId } = await publish(ana, edited);
    const before = await cut(bytes);
    const res = await get(server.url, `/stems/${stemId}/chunks`, ana);
    const { digest, size, chunks } = audioChunks.parse(await res.json());
    const parts: Uint8Array[] = [];
    let at = 0;
    let fetched = 0;
    for (const [name, length] of chunks) {
      const own = before.bytesOf.get(name);
      if (own) parts.push(own);
      else {
        const range = await get(server.url, `/stems/${stemId}/audio`, ana, { Range: `bytes=${at}-${at + length - 1}` });
        parts.push(Buffer.from(await range.arrayBuffer()));
        fetched += length;
      }
      at += length;
    }
    expect(digestOf(Buffer.concat(parts))).toBe(digest);
    expect(size).toBe(edited.length);
    expect(fetched).toBeLessThan(192_000 + 2 * 2 * 512 * 1024);
    expect((await get(server.url, `/stems/${stemId}/chunks`, ben)).status).toBe(404);
  });
});

describe('knowing a hash gives nothing', () => {
  test('what others keep in private, or have only sent, is as missing as what nobody has', async () => {
    const kept = makeWav(100_000);
    await put(server.url, ana, kept);
    const { repositoryId } = await publish(ana, kept);
    const { names } = await cut(kept);
    const sent = await cut(makeWav(100_000));
    await send(ana, sent, [sent.names[1]![0]]);
    const unknown: ChunkName = ['ab'.repeat(32), 100];
    const asked: ChunkName[] = [...names, sent.names[1]!, unknown];
    expect(await askMissing(ben, asked)).toEqual(asked.map(([digest]) => digest));
    const refused = await seal(ben, digestOf(kept), names);
    expect(await refused.json()).toMatchObject({
      reason: 'chunks-missing',
      data: { missing: names.map(([name]) => name) },
    });

    await RepositoryModel.update({ isPublic: true }, { where: { id: repositoryId } });
    expect(await askMissing(ben, asked)).toEqual([sent.names[1]![0], unknown[0]]);
    await RepositoryModel.update({ isPublic: false }, { where: { id: repositoryId } });
    expect(await askMissing(ben, asked)).toHaveLength(asked.length);
  });

  test('one chunk of a private file cannot be put into a file of one’s own', async () => {
    const kept = makeWav(100_000);
    await put(server.url, ana, kept);
    await publish(ana, kept);
    const secret = (await cut(kept)).names[1]!;
    const own = await cut(makeWav(50_000));
    await send(
      ben,
      own,
      own.names.map(([digest]) => digest),
    );
    const guessed: ChunkName[] = [...own.names, secret];
    expect(await reasonOf(await seal(ben, digestOf(kept), guessed))).toBe('chunks-missing');
    expect(await head(server.url, ben, digestOf(kept))).toEqual({ status: 404, offset: 0 });
  });

  test('sending what others have takes the same way as sending what nobody has', async () => {
    const bytes = makeWav(100_000);
    await put(server.url, ana, bytes);
    const file = await cut(bytes);
    const packs = async () => (await server.listFiles()).filter((path) => path.startsWith('audio/pack')).length;
    const before = await packs();
    const runs = vi.spyOn(server.services.ingest.pool, 'run');
    const res = await send(
      ben,
      file,
      file.names.map(([digest]) => digest),
    );
    expect(res.status).toBe(201);
    expect((await seal(ben, digestOf(bytes), file.names)).status).toBe(201);
    expect(runs.mock.calls.map(([kind]) => kind)).toEqual(['analyze', 'cut', 'fill']);
    runs.mockRestore();
    // Packed anew, it is the very same pack.
    expect(await packs()).toBe(before);
    await expectStored(digestOf(bytes), bytes);
    const longer = Buffer.concat([makeWav(150_000).subarray(0, 44), bytes.subarray(44), makeWav(50_000).subarray(44)]);
    const carol = (await makeUser()).id;
    await upload(carol, longer);
    await expectStored(digestOf(longer), longer);
  });
});

describe('what is wrong is refused, and leaves nothing', () => {
  test('chunks in the wrong order, or of the wrong length', async () => {
    const bytes = makeWav(300_000);
    const file = await cut(bytes);
    await send(
      ana,
      file,
      file.names.map(([digest]) => digest),
    );
    const reversed = await seal(ana, digestOf(bytes), [...file.names].reverse());
    expect(reversed.status).toBe(400);
    expect(await reasonOf(reversed)).toBe('digest-mismatch');
    const [[first, length], ...others] = file.names as [ChunkName, ...ChunkName[]];
    expect(await reasonOf(await seal(ana, digestOf(bytes), [[first, length - 1], ...others]))).toBe('input-invalid');
    expect(await AudioFileModel.count()).toBe(0);
    expect((await seal(ana, digestOf(bytes), file.names)).status).toBe(201);
  });

  test('chunks of something that is no audio', async () => {
    const bytes = Buffer.from('This is no sound at all.');
    const file = await cut(bytes);
    await send(ana, file, [file.names[0]![0]]);
    expect(await reasonOf(await seal(ana, digestOf(bytes), file.names))).toBe('audio-unreadable');
  });

  test('bodies that are not chunks', async () => {
    const bodies = [
      Buffer.alloc(0),
      Buffer.from([5, 0, 0, 0, 1]),
      Buffer.from([1, 0]),
      Buffer.from([0, 0, 0, 0]),
      Buffer.alloc(9, 255),
    ];
    for (const body of bodies) expect(await reasonOf(await post('/audio/chunks', ana, body))).toBe('input-invalid');
    const tooLarge = await post('/audio/chunks', ana, Buffer.alloc(16 * 2 ** 20 + 1));
    expect([tooLarge.status, await reasonOf(tooLarge)]).toEqual([413, 'request-too-large']);
    for (const body of [{}, { chunks: [] }, { chunks: [['x', 1]] }, { chunks: [['ab'.repeat(32), 0]] }, []]) {
      expect(await reasonOf(await post('/audio/chunks/missing', ana, body))).toBe('input-invalid');
      expect(await reasonOf(await post(`/audio/${'ab'.repeat(32)}/seal`, ana, body))).toBe('input-invalid');
    }
    const headers = { 'X-User': ana, 'content-type': 'application/json' };
    const broken = await fetch(`${server.url}/audio/chunks/missing`, { method: 'POST', headers, body: '{' });
    expect(broken.status).toBe(400);
    expect(await StagedChunkModel.count()).toBe(0);
  });

  test('more than the quota', async () => {
    await server.close();
    await start({ settings: { QUOTA_BYTES: '500000' } });
    const file = await cut(makeWav(100_000));
    const digests = file.names.map(([digest]) => digest);
    expect((await send(ana, file, digests)).status).toBe(201);
    const more = await cut(makeWav(100_000));
    expect(
      await reasonOf(
        await send(
          ana,
          more,
          more.names.map(([digest]) => digest),
        ),
      ),
    ).toBe('quota-exceeded');
    expect(
      (await seal(ana, digestOf(Buffer.concat(digests.map((digest) => file.bytesOf.get(digest)!))), file.names)).status,
    ).toBe(201);
    expect((await server.listFiles()).filter((path) => path.startsWith('audio/bundle'))).toEqual([]);
  });
});
