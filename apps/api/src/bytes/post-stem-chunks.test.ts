import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openChunkDecoder } from '@beatflow/audio/chunks';
import { ChunkModel, CollaboratorModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { type SentChunk, sentChunks, stemChunks } from '@beatflow/shared';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Decoders } from '../worker/decoders.ts';
import { digestOf, put, reasonOf } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { listPackPaths } from './testing/list-pack-paths.ts';
import { makeVersion } from './testing/make-version.ts';
import { makeWav } from './testing/make-wav.ts';

vi.setConfig({ testTimeout: 60_000 });

const encodings = ['flac-1', 'flac-split-1'];
const bass = quieten(makeWav(200_000));
const kick = makeWav(90_000);
let server: ByteServer;
let owner: string;
let stranger: string;
let repositoryId: string;
let stems: string[];

beforeAll(async () => {
  server = await startByteServer();
  owner = (await makeUser()).id;
  stranger = (await makeUser()).id;
  await put(server.url, owner, bass);
  await put(server.url, owner, kick);
  const version = await makeVersion(server.services.database, {
    ownerId: owner,
    stems: [
      { name: 'Bass', digest: digestOf(bass) },
      { name: 'Kick', digest: digestOf(kick) },
      { name: 'Kick again', digest: digestOf(kick) },
    ],
  });
  repositoryId = version.repository.id;
  stems = version.stemIds;
});
afterAll(() => server.close());

/** Noise cannot be made smaller; soft noise can. */
function quieten(wav: Buffer): Buffer {
  for (let at = 44; at + 1 < wav.length; at += 2) wav.writeInt16LE(wav.readInt16LE(at) >> 6, at);
  return wav;
}

function post(path: string, userId: string | null, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(userId ? { 'X-User': userId } : {}) };
  return fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function list(userId: string | null = owner) {
  const res = await post('/stems/chunks', userId, { stems });
  expect(res.status).toBe(200);
  return stemChunks.parse(await res.json()).files;
}

async function read(body: object, userId: string | null = owner): Promise<{ chunks: SentChunk[]; bytes: Buffer }> {
  const res = await post('/stems/chunks/read', userId, body);
  expect(res.status).toBe(200);
  expect(res.headers.get('content-type')).toBe('application/vnd.beatflow.chunks');
  const all = Buffer.from(await res.arrayBuffer());
  expect(res.headers.get('content-length')).toBe(String(all.length));
  const end = 4 + all.readUInt32LE(0);
  return { ...sentChunks.parse(JSON.parse(all.toString('utf8', 4, end))), bytes: all.subarray(end) };
}

async function decode({ chunks, bytes }: { chunks: SentChunk[]; bytes: Buffer }): Promise<Map<string, Uint8Array>> {
  const decoder = await openChunkDecoder();
  let at = 0;
  return new Map(
    chunks.map(([digest, size, storedSize, encoding, version]) => {
      const kept = { encoding, version, bytes: bytes.subarray(at, at + storedSize) };
      at += storedSize;
      return [digest, Uint8Array.from(decoder.decode(kept, size)!)];
    }),
  );
}

test('many stems are told at once what they are made of, each file once', async () => {
  const files = await list();
  expect(new Map(files.map(({ digest, size }) => [digest, size]))).toEqual(
    new Map([bass, kick].map((bytes) => [digestOf(bytes), bytes.length])),
  );
  expect(files).toHaveLength(2);
  for (const { size, chunks } of files) expect(chunks.reduce((sum, [, length]) => sum + length, 0)).toBe(size);
});

test('chunks come as they are kept, and are the file when they are decoded', async () => {
  const files = await list();
  const wanted = files.flatMap(({ chunks }) => chunks.map(([digest]) => digest));
  const sent = await read({ stems, chunks: wanted, encodings });
  expect(sent.chunks.map(([digest]) => digest)).toEqual(wanted);
  expect(sent.bytes.length).toBeLessThan(bass.length + kick.length);
  const bytesOf = await decode(sent);
  for (const { digest, chunks } of files) {
    expect(digestOf(Buffer.concat(chunks.map(([name]) => bytesOf.get(name)!)))).toBe(digest);
  }
});

test('who decodes nothing gets the bytes themselves', async () => {
  const [file] = (await list()).filter(({ digest }) => digest === digestOf(bass));
  const sent = await read({ stems: [stems[0]], chunks: file!.chunks.map(([digest]) => digest), encodings: [] });
  expect(new Set(sent.chunks.map(([, , , encoding]) => encoding))).toEqual(new Set(['raw']));
  expect(Buffer.compare(sent.bytes, bass)).toBe(0);
});

test('chunks are there for those who may read the stems, and nobody else', async () => {
  const [file] = await list();
  const body = { stems, chunks: [file!.chunks[0]![0]], encodings };
  for (const userId of [stranger, null]) {
    for (const path of ['/stems/chunks', '/stems/chunks/read']) {
      const res = await post(path, userId, body);
      expect([res.status, await reasonOf(res)]).toEqual([404, 'not-found']);
    }
  }
  const reader = (await makeUser()).id;
  await CollaboratorModel.create({ repoId: repositoryId, userId: reader, role: 'reader' });
  await read(body, reader);
});

test('knowing the name of a chunk gives nothing: it has to be in the stems that are named', async () => {
  const theirs = makeWav(70_000);
  await put(server.url, stranger, theirs);
  const own = await makeVersion(server.services.database, {
    ownerId: stranger,
    isPublic: true,
    stems: [{ name: 'Theirs', digest: digestOf(theirs) }],
  });
  const [file] = await list();
  for (const chunks of [[file!.chunks[0]![0]], ['0'.repeat(64)]]) {
    const res = await post('/stems/chunks/read', stranger, { stems: own.stemIds, chunks, encodings });
    expect([res.status, await reasonOf(res)]).toEqual([404, 'not-found']);
  }
  const open = await post('/stems/chunks', null, { stems: own.stemIds });
  expect(stemChunks.parse(await open.json()).files).toHaveLength(1);
});

test('many answers at a time, some of which nobody hears to their end, are each right', async () => {
  // More than is read from packs at a time.
  const songs = await Promise.all(
    [3_000_000, 3_100_000].map(async (frames) => {
      const bytes = makeWav(frames);
      const digest = digestOf(bytes);
      await put(server.url, owner, bytes);
      const version = await makeVersion(server.services.database, {
        ownerId: owner,
        stems: [{ name: 'Long', digest }],
      });
      const names = await post('/stems/chunks', owner, { stems: version.stemIds });
      const [file] = stemChunks.parse(await names.json()).files;
      const question = { stems: version.stemIds, chunks: file!.chunks.map(([name]) => name) };
      return { bytes, question: { ...question, encodings: [...encodings, 'raw-1'] } };
    }),
  );
  await Promise.all(
    [...songs, ...songs, ...songs].map(async ({ bytes, question }, number) => {
      if (number % 3 === 2) {
        const stopping = new AbortController();
        const body = JSON.stringify(question);
        const headers = { 'content-type': 'application/json', 'X-User': owner };
        const url = `${server.url}/stems/chunks/read`;
        const res = await fetch(url, { method: 'POST', headers, body, signal: stopping.signal });
        await res.body!.getReader().read();
        stopping.abort();
        return;
      }
      const sent = await read(question);
      const bytesOf = await decode(sent);
      expect(digestOf(Buffer.concat(question.chunks.map((name) => bytesOf.get(name)!)))).toBe(digestOf(bytes));
    }),
  );
});

test('what is no question gets a sentence', async () => {
  for (const body of [{}, { stems: ['x'], chunks: [], encodings }, { stems: [], chunks: ['x'], encodings }]) {
    const res = await post('/stems/chunks/read', owner, body);
    expect([res.status, await reasonOf(res)]).toEqual([400, 'input-invalid']);
  }
});

test('each chunk has its checksum; those that were kept before there was one are decoded before they are sent', async () => {
  expect(await ChunkModel.count({ where: { storedCrc32: null } })).toBe(0);
  const decoding = vi.spyOn(Decoders.prototype, 'decode');
  const [file] = await list();
  const chunks = file!.chunks.map(([digest]) => digest);
  // What is kept in none of these is decoded anyhow.
  const question = { stems, chunks, encodings: [...encodings, 'raw-1', 'planes-1'] };
  const first = await read(question);
  const countDecoded = () => decoding.mock.calls.flatMap(([some]) => some).length;
  expect(countDecoded()).toBe(0);
  await ChunkModel.update({ storedCrc32: null }, { where: {} });
  expect((await read(question)).bytes.equals(first.bytes)).toBe(true);
  expect(countDecoded()).toBe(chunks.length);
  decoding.mockRestore();
});

test('a bit that was flipped in a pack never leaves the server', async () => {
  const kept = quieten(makeWav(120_000));
  await put(server.url, owner, kept);
  const digest = digestOf(kept);
  const { stemIds } = await makeVersion(server.services.database, {
    ownerId: owner,
    stems: [{ name: 'Hurt', digest }],
  });
  const [path] = await listPackPaths(digest);
  const pack = await readFile(join(server.folder, path!));
  const [hurt] = await ChunkModel.findAll({
    where: { packDigest: basename(path!), encoding: 'flac' },
    order: [['packOffset', 'DESC']],
  });
  pack[hurt!.packOffset + hurt!.storedSize - 100]! ^= 1;
  await writeFile(join(server.folder, path!), pack);
  const res = await post('/stems/chunks/read', owner, { stems: stemIds, chunks: [hurt!.digest], encodings });
  await expect(res.arrayBuffer()).rejects.toThrow();
  expect((await hurt!.reload()).damagedAt).toBeInstanceOf(Date);
});
