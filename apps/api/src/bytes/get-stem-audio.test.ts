import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePeaks } from '@beatflow/audio';
import { CollaboratorModel, StemModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { digestOf, get, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { listPackPaths } from './testing/list-pack-paths.ts';
import { makeVersion } from './testing/make-version.ts';
import { makeWav } from './testing/make-wav.ts';

const bytes = makeWav(5000);
const size = bytes.length;
let server: ByteServer;
let owner: string;
let stranger: string;
let path: string;
let stemId: string;
let repositoryId: string;

beforeAll(async () => {
  server = await startByteServer();
  owner = (await makeUser()).id;
  stranger = (await makeUser()).id;
  await put(server.url, owner, bytes);
  const stems = [{ name: 'Löwe "Vox" – 日本', digest: digestOf(bytes) }];
  const version = await makeVersion(server.services.database, { ownerId: owner, stems });
  [stemId] = version.stemIds as [string];
  repositoryId = version.repository.id;
  path = `/stems/${stemId}/audio`;
});
afterAll(() => server.close());

async function getBytes(headers: Record<string, string>): Promise<{ res: Response; body: Buffer }> {
  const res = await get(server.url, path, owner, headers);
  return { res, body: Buffer.from(await res.arrayBuffer()) };
}

describe('the original bytes', () => {
  test('come back bit for bit, and say what they are', async () => {
    const { res, body } = await getBytes({});
    expect(res.status).toBe(200);
    expect(Buffer.compare(body, bytes)).toBe(0);
    expect(Object.fromEntries(res.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(size),
      'accept-ranges': 'bytes',
      etag: `"${digestOf(bytes)}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    });
  });

  test('have the name of the stem, whatever letters it is made of', async () => {
    const { res } = await getBytes({});
    const header = res.headers.get('content-disposition')!;
    expect(header).toMatch(/^attachment; /);
    const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(header) ?? [];
    expect(decodeURIComponent(encoded!)).toBe('Löwe _Vox_ – 日本.wav');
  });

  test('are there for members and nobody else', async () => {
    expect((await get(server.url, path)).status).toBe(404);
    expect((await get(server.url, path, stranger)).status).toBe(404);
    const reader = (await makeUser()).id;
    expect((await get(server.url, path, reader)).status).toBe(404);
    await CollaboratorModel.create({ repoId: repositoryId, userId: reader, role: 'reader' });
    expect((await get(server.url, path, reader)).status).toBe(200);
  });

  test('of a public repository are there for everybody, and shared caches keep them only shortly', async () => {
    const stems = [{ name: 'Open', digest: digestOf(bytes) }];
    const version = await makeVersion(server.services.database, { ownerId: owner, isPublic: true, stems });
    const res = await get(server.url, `/stems/${version.stemIds[0]}/audio`);
    expect(res.status).toBe(200);
    expect(res.headers.get('cache-control')).toBe('public, max-age=3600');
  });

  test('of a stem that is none are not found', async () => {
    for (const id of [
      '1',
      'nothing',
      '11111111-1111-4111-8111-111111111111',
      "1'; DROP TABLE stems; --",
      '%00',
      '..',
    ]) {
      const res = await get(server.url, `/stems/${encodeURIComponent(id)}/audio`, owner);
      expect(res.status, id).toBe(404);
    }
  });

  test('are not sent again to whom has them', async () => {
    for (const tag of [`"${digestOf(bytes)}"`, `W/"${digestOf(bytes)}"`, '*', `"other", "${digestOf(bytes)}"`]) {
      const { res, body } = await getBytes({ 'If-None-Match': tag });
      expect(res.status).toBe(304);
      expect(body.length).toBe(0);
    }
    expect((await getBytes({ 'If-None-Match': '"other"' })).res.status).toBe(200);
  });

  test('can be asked about without being sent', async () => {
    const res = await fetch(server.url + path, { method: 'HEAD', headers: { 'X-User': owner, Range: 'bytes=0-1' } });
    expect(res.status).toBe(200);
    expect(res.headers.get('content-length')).toBe(String(size));
  });
});

describe('a range', () => {
  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=0-99', 0, 100],
    ['bytes=100-', 100, size],
    ['bytes=-1', size - 1, size],
    ['bytes=-100', size - 100, size],
    [`bytes=-${size * 2}`, 0, size],
    [`bytes=${size - 1}-`, size - 1, size],
    [`bytes=${size - 1}-${size + 100}`, size - 1, size],
    ['bytes=5-99999999999999999999', 5, size],
    ['bytes=0-', 0, size],
    ['Bytes = 3 - 7', 3, 8],
  ])('%s is those bytes', async (range, start, end) => {
    const { res, body } = await getBytes({ Range: range });
    expect(res.status).toBe(206);
    expect(res.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${size}`);
    expect(res.headers.get('content-length')).toBe(String(end - start));
    expect(Buffer.compare(body, bytes.subarray(start, end))).toBe(0);
  });

  test.each([`bytes=${size}-`, `bytes=${size + 5}-${size + 10}`, 'bytes=-0', 'bytes=99999999999999999999-'])(
    '%s does not exist',
    async (range) => {
      const { res, body } = await getBytes({ Range: range });
      expect(res.status).toBe(416);
      expect(res.headers.get('content-range')).toBe(`bytes */${size}`);
      expect(JSON.parse(body.toString())).toMatchObject({ reason: 'range-invalid' });
    },
  );

  test.each([
    'bytes=5-2',
    'bytes=-',
    'bytes=a-b',
    'bytes',
    'items=0-1',
    'bytes=0-1,4-5',
    'bytes=--5',
    'bytes=1-2-3',
    '',
  ])('“%s” is none, and gets the whole', async (range) => {
    const { res, body } = await getBytes({ Range: range });
    expect(res.status).toBe(200);
    expect(body.length).toBe(size);
  });

  test('of something else than the client holds a part of is the whole', async () => {
    const etag = `"${digestOf(bytes)}"`;
    expect((await getBytes({ Range: 'bytes=0-1', 'If-Range': etag })).res.status).toBe(206);
    for (const other of ['"other"', `W/${etag}`, 'Wed, 21 Oct 2015 07:28:00 GMT']) {
      expect((await getBytes({ Range: 'bytes=0-1', 'If-Range': other })).res.status).toBe(200);
    }
  });

  test('after the other puts the whole together', async () => {
    const parts: Buffer[] = [];
    for (let at = 0; at < size; at += 3001) {
      parts.push((await getBytes({ Range: `bytes=${at}-${at + 3000}` })).body);
    }
    expect(Buffer.compare(Buffer.concat(parts), bytes)).toBe(0);
  });
});

describe('the peaks', () => {
  test('draw the stem, in whole or from the coarsest level on', async () => {
    const res = await get(server.url, `/stems/${stemId}/peaks`, owner);
    expect(res.status).toBe(200);
    expect(res.headers.get('cache-control')).toContain('immutable');
    const whole = Buffer.from(await res.arrayBuffer());
    expect(decodePeaks(whole)).toMatchObject({ sampleRate: 48_000, channels: 2, frames: 5000 });
    const part = await get(server.url, `/stems/${stemId}/peaks`, owner, { Range: 'bytes=0-39' });
    expect(part.status).toBe(206);
    expect(Buffer.compare(Buffer.from(await part.arrayBuffer()), whole.subarray(0, 40))).toBe(0);
    const again = await get(server.url, `/stems/${stemId}/peaks`, owner, { 'If-None-Match': res.headers.get('etag')! });
    expect(again.status).toBe(304);
  });

  test('that are lost are drawn again, once for all who ask', async () => {
    const before = await (await get(server.url, `/stems/${stemId}/peaks`, owner)).arrayBuffer();
    const stem = await StemModel.findByPk(stemId);
    await server.services.store.delete({ digest: stem!.audioDigest, part: 'peaks' });
    const puts = vi.spyOn(server.services.store, 'put');
    const answers = await Promise.all([1, 2, 3].map(() => get(server.url, `/stems/${stemId}/peaks`, owner)));
    for (const res of answers) expect(Buffer.from(await res.arrayBuffer()).equals(Buffer.from(before))).toBe(true);
    expect(puts.mock.calls.map(([{ part }]) => part)).toEqual(['peaks']);
    puts.mockRestore();
  });

  test('are nobody else’s', async () => {
    expect((await get(server.url, `/stems/${stemId}/peaks`, stranger)).status).toBe(404);
  });
});

describe('a store that has lost something', () => {
  async function lose(keptBytes: number): Promise<string> {
    const content = makeWav(3000);
    await put(server.url, owner, content);
    const digest = digestOf(content);
    const version = await makeVersion(server.services.database, { ownerId: owner, stems: [{ name: 'Lost', digest }] });
    for (const path of await listPackPaths(digest)) await truncate(join(server.folder, path), keptBytes);
    return `/stems/${version.stemIds[0]}/audio`;
  }

  test('says so, instead of sending less', async () => {
    for (const kept of [0, 100]) {
      const lost = await lose(kept);
      const res = await get(server.url, lost, owner);
      expect(res.status).toBe(500);
      expect(await res.json()).toMatchObject({ reason: 'internal', requestId: expect.any(String) });
      expect((await get(server.url, lost, owner, { Range: 'bytes=5000-5009' })).status).toBe(500);
    }
  });
});
