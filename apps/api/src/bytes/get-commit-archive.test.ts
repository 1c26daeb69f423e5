import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, get, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { listPackPaths } from './testing/list-pack-paths.ts';
import { makeVersion } from './testing/make-version.ts';
import { makeWav } from './testing/make-wav.ts';
import { readZip } from './testing/read-zip.ts';

const drums = makeWav(30_000);
const bass = makeWav(500);
let server: ByteServer;
let owner: string;

beforeAll(async () => {
  server = await startByteServer();
  owner = (await makeUser()).id;
  for (const bytes of [drums, bass]) await put(server.url, owner, bytes);
});
afterAll(() => server.close());

function makeSong(repositoryName: string) {
  const stems = [
    { name: 'Drums', digest: digestOf(drums) },
    { name: '../Bass/Low', digest: digestOf(bass) },
    { name: 'Ünïcödé 日本.wav', digest: digestOf(bass) },
  ];
  return makeVersion(server.services.database, { ownerId: owner, repositoryName, stems });
}

test('a version comes as a ZIP of its stems, byte for byte, in order and under sensible names', async () => {
  const { commit } = await makeSong('Night-Song');
  const res = await get(server.url, `/commits/${commit.id}/archive`, owner);
  expect(res.status).toBe(200);
  const folder = `Night-Song-${commit.digest.slice(0, 7)}`;
  expect(res.headers.get('content-type')).toBe('application/zip');
  expect(res.headers.get('content-disposition')).toBe(`attachment; filename="${folder}.zip"`);
  const zip = Buffer.from(await res.arrayBuffer());
  expect(res.headers.get('content-length')).toBe(String(zip.length));
  const files = readZip(zip);
  expect([...files.keys()]).toEqual([
    `${folder}/version.json`,
    `${folder}/01 Drums.wav`,
    `${folder}/02 _Bass_Low.wav`,
    `${folder}/03 Ünïcödé 日本.wav`,
  ]);
  expect(Buffer.compare(files.get(`${folder}/01 Drums.wav`)!, drums)).toBe(0);
  expect(Buffer.compare(files.get(`${folder}/02 _Bass_Low.wav`)!, bass)).toBe(0);
  const version = JSON.parse(files.get(`${folder}/version.json`)!.toString()) as Record<string, unknown>;
  expect(version).toMatchObject({ repository: 'Night-Song', digest: commit.digest, commitId: commit.id });
  expect(version.stems).toMatchObject([{ file: '01 Drums.wav', name: 'Drums', audioDigest: digestOf(drums) }, {}, {}]);
});

test('the same version is the same ZIP', async () => {
  const { commit } = await makeSong('Again');
  const [first, second] = await Promise.all(
    [1, 2].map(async () => (await get(server.url, `/commits/${commit.id}/archive`, owner)).arrayBuffer()),
  );
  expect(Buffer.compare(Buffer.from(first!), Buffer.from(second!))).toBe(0);
});

test('a version without stems is an archive too', async () => {
  const { commit } = await makeVersion(server.services.database, { ownerId: owner, stems: [] });
  const res = await get(server.url, `/commits/${commit.id}/archive`, owner);
  expect(readZip(Buffer.from(await res.arrayBuffer())).size).toBe(1);
});

test('a stranger gets no archive, and nobody one of what is not there', async () => {
  const { commit } = await makeSong('Hidden');
  const stranger = (await makeUser()).id;
  for (const [id, user] of [
    [commit.id, stranger],
    [commit.id, undefined],
    ['nothing', owner],
    ['11111111-1111-4111-8111-111111111111', owner],
  ] as const) {
    expect((await get(server.url, `/commits/${id}/archive`, user)).status).toBe(404);
  }
});

test('an archive can be asked about without being sent', async () => {
  const { commit } = await makeSong('Asked');
  const res = await fetch(`${server.url}/commits/${commit.id}/archive`, {
    method: 'HEAD',
    headers: { 'X-User': owner },
  });
  expect(res.status).toBe(200);
  expect(Number(res.headers.get('content-length'))).toBeGreaterThan(drums.length);
});

test('an archive that cannot be whole is refused', async () => {
  const content = makeWav(800);
  await put(server.url, owner, content);
  const digest = digestOf(content);
  const { commit } = await makeVersion(server.services.database, { ownerId: owner, stems: [{ name: 'Lost', digest }] });
  for (const path of await listPackPaths(digest)) await truncate(join(server.folder, path), 100);
  expect((await get(server.url, `/commits/${commit.id}/archive`, owner)).status).toBe(500);
});

test('somebody who stops listening in the middle harms nobody', async () => {
  const { commit } = await makeSong('Cut');
  for (let i = 0; i < 5; i++) {
    const stop = new AbortController();
    const res = await fetch(`${server.url}/commits/${commit.id}/archive`, {
      headers: { 'X-User': owner },
      signal: stop.signal,
    });
    await res.body!.getReader().read();
    stop.abort();
  }
  expect((await get(server.url, `/commits/${commit.id}/archive`, owner)).status).toBe(200);
});
