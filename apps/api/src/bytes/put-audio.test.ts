import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { AudioFileModel, AudioUploadModel, UserModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { audioFile, BeatflowError } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { digestOf, head, put, reasonOf } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { listPackPaths } from './testing/list-pack-paths.ts';
import { makeVersion } from './testing/make-version.ts';
import { makeWav } from './testing/make-wav.ts';

let server: ByteServer;
let url: string;
let ana: string;
let ben: string;

beforeAll(async () => {
  server = await startByteServer();
  url = server.url;
  ana = (await makeUser()).id;
  ben = (await makeUser()).id;
});
afterAll(() => server.close());

/** Sends only the first bytes, and hangs up when the server has them. */
async function breakOff(userId: string, bytes: Uint8Array, sentBytes: number, from = 0): Promise<void> {
  const digest = digestOf(bytes);
  const range = from > 0 ? { 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
  const headers = { 'X-User': userId, 'Content-Length': bytes.length - from, ...range };
  const req = request(`${url}/audio/${digest}`, { method: 'PUT', headers });
  req.on('error', () => {});
  req.write(bytes.subarray(from, sentBytes));
  await expect.poll(async () => (await head(url, userId, digest)).offset).toBe(sentBytes);
  req.destroy();
}

function rest(bytes: Uint8Array, offset: number) {
  const headers = { 'Content-Range': `bytes ${offset}-${bytes.length - 1}/${bytes.length}` };
  return { body: bytes.subarray(offset), options: { digest: digestOf(bytes), headers } };
}

async function putRest(userId: string, bytes: Uint8Array, offset: number): Promise<Response> {
  const { body, options } = rest(bytes, offset);
  for (;;) {
    const res = await put(url, userId, body, options);
    // The server may not have noticed yet that the other connection is gone.
    if (res.status !== 409 || (await reasonOf(res.clone())) !== 'upload-busy') return res;
  }
}

describe('a file that arrives whole', () => {
  test('is answered with its facts', async () => {
    const bytes = makeWav(48_000);
    const res = await put(url, ana, bytes);
    expect(res.status).toBe(201);
    const facts = audioFile.parse(await res.json());
    expect(facts).toMatchObject({ digest: digestOf(bytes), size: bytes.length, format: 'wav', codec: 'pcm-s16' });
    expect(facts).toMatchObject({ sampleRate: 48_000, channels: 2, bitDepth: 16, frames: 48_000, duration: 1 });
    expect(facts.pcmDigest).toBe(createHash('sha256').update(bytes.subarray(44)).digest('hex'));
    expect(await head(url, ana, facts.digest)).toMatchObject({ status: 200 });
  });

  test('a second time is 200 with the same facts', async () => {
    const bytes = makeWav(100);
    const first = await (await put(url, ana, bytes)).json();
    const again = await put(url, ana, bytes);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
  });

  test('without a length is taken all the same', async () => {
    const bytes = makeWav(100_000);
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 50_000) controller.enqueue(bytes.subarray(at, at + 50_000));
        controller.close();
      },
    });
    const res = await fetch(`${url}/audio/${digestOf(bytes)}`, {
      method: 'PUT',
      headers: { 'X-User': ana },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(res.status).toBe(201);
  });

  test('leaves its bytes and its peaks in the store, and nothing anywhere else', async () => {
    const bytes = makeWav(100);
    const before = await server.listFiles();
    await put(url, ana, bytes);
    const files = (await server.listFiles()).filter((path) => !before.includes(path));
    const [first, second] = [digestOf(bytes).slice(0, 2), digestOf(bytes).slice(2, 4)];
    expect(files).toEqual([expect.any(String), `audio/peaks/${first}/${second}/${digestOf(bytes)}`]);
    expect(await listPackPaths(digestOf(bytes))).toContain(files[0]);
    expect((await server.listFiles()).filter((path) => path.startsWith('incoming'))).toEqual([]);
  });
});

describe('what is refused leaves nothing behind', () => {
  const cases: [string, Uint8Array, string, number, string?][] = [
    ['text', Buffer.from('This is no sound at all.'), 'audio-unreadable', 415],
    ['nothing', Buffer.alloc(0), 'audio-unreadable', 415],
    ['a WAV file cut short', makeWav(5000).subarray(0, 9000), 'audio-truncated', 400],
    ['a WAV file of zero frames', makeWav(0), 'audio-empty', 400],
    ['noise', randomBytes(5000), 'audio-unreadable', 415],
    ['bytes that are not those announced', makeWav(10), 'digest-mismatch', 400, 'ab'.repeat(32)],
    ['something that is not even audio, under a wrong digest', randomBytes(9), 'digest-mismatch', 400, 'ab'.repeat(32)],
  ];
  test.each(cases)('%s', async (_name, bytes, reason, status, digest) => {
    const before = await server.listFiles();
    const res = await put(url, ana, bytes, { digest });
    expect(res.status).toBe(status);
    const body = (await res.json()) as Record<string, unknown>;
    expect(body).toMatchObject({ reason, message: expect.stringMatching(/\.$/), requestId: expect.any(String) });
    expect(await server.listFiles()).toEqual(before);
    expect(await AudioFileModel.findByPk(digest ?? digestOf(bytes))).toBeNull();
    expect(await head(url, ana, digest ?? digestOf(bytes))).toEqual({ status: 404, offset: 0 });
  });

  test('what is no digest, or comes from nobody', async () => {
    expect(await reasonOf(await put(url, ana, makeWav(1), { digest: 'ABC' }))).toBe('input-invalid');
    const anonymous = await fetch(`${url}/audio/${'ab'.repeat(32)}`, { method: 'PUT', body: 'x' });
    expect(anonymous.status).toBe(401);
    expect((await fetch(`${url}/audio/${'ab'.repeat(32)}`, { method: 'HEAD' })).status).toBe(401);
  });

  test('an account that is gone meanwhile', async () => {
    const gone = await makeUser();
    await UserModel.destroy({ where: { id: gone.id } });
    const before = await server.listFiles();
    expect(await reasonOf(await put(url, gone.id, makeWav(10)))).toBe('sign-in-required');
    expect(await server.listFiles()).toEqual(before);
  });
});

describe('an upload that breaks off', () => {
  test('goes on without sending again what has arrived', async () => {
    const bytes = makeWav(500_000);
    await breakOff(ana, bytes, 700_000);
    await breakOff(ana, bytes, 1_100_000, 700_000);
    expect(await head(url, ana, digestOf(bytes))).toEqual({ status: 404, offset: 1_100_000 });
    const res = await putRest(ana, bytes, 1_100_000);
    expect(res.status).toBe(201);
    expect(await head(url, ana, digestOf(bytes))).toMatchObject({ status: 200 });
  });

  test('goes on only from its place', async () => {
    const bytes = makeWav(10_000);
    await breakOff(ana, bytes, 20_000);
    const wrong = await putRest(ana, bytes, 19_999);
    expect(wrong.status).toBe(409);
    expect(await wrong.json()).toMatchObject({ reason: 'offset-mismatch', data: { offset: 20_000 } });
    expect((await putRest(ana, bytes, 20_000)).status).toBe(201);
  });

  test('starts anew with a plain PUT', async () => {
    const bytes = makeWav(10_000);
    await breakOff(ana, bytes, 20_000);
    await expect.poll(async () => (await put(url, ana, bytes)).status).toBe(201);
  });

  test('is nobody else’s to go on with, or to know of', async () => {
    const bytes = makeWav(10_000);
    await breakOff(ana, bytes, 20_000);
    expect(await head(url, ben, digestOf(bytes))).toEqual({ status: 404, offset: 0 });
    expect((await putRest(ben, bytes, 20_000)).status).toBe(409);
  });

  test('is found out when its halves are of different files', async () => {
    const bytes = makeWav(10_000);
    const other = makeWav(10_000);
    await breakOff(ana, bytes, 20_000);
    const { body } = rest(other, 20_000);
    const { options } = rest(bytes, 20_000);
    await expect.poll(async () => reasonOf(await put(url, ana, body, options))).toBe('digest-mismatch');
    expect(await head(url, ana, digestOf(bytes))).toEqual({ status: 404, offset: 0 });
  });

  test('is kept whole when the server is too busy to read it', async () => {
    const bytes = makeWav(1000);
    vi.spyOn(server.services.ingest.pool, 'run').mockRejectedValueOnce(new BeatflowError('server-busy'));
    expect((await put(url, ana, bytes)).status).toBe(503);
    expect(await head(url, ana, digestOf(bytes))).toEqual({ status: 404, offset: bytes.length });
    expect((await putRest(ana, bytes, bytes.length)).status).toBe(201);
  });

  test('may end with nothing left to send', async () => {
    const bytes = makeWav(1000);
    const upload = await server.services.ingest.uploads.begin({ userId: ana, digest: digestOf(bytes) }, 0, 0);
    await upload.append(bytes);
    await upload.keep();
    const res = await put(url, ana, Buffer.alloc(0), {
      digest: digestOf(bytes),
      headers: { 'Content-Range': `bytes ${bytes.length}-${bytes.length - 1}/${bytes.length}` },
    });
    expect(res.status).toBe(201);
  });
});

describe('two at once', () => {
  test('of one user: one is kept, the other is told, and the bytes are right', async () => {
    const bytes = makeWav(300_000);
    const answers = await Promise.all([1, 2, 3].map(() => put(url, ana, bytes)));
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses[0]).toBeLessThan(300);
    for (const answer of answers.filter(({ status }) => status > 300))
      expect(await reasonOf(answer)).toBe('upload-busy');
    const stored = await server.services.store.open({ digest: digestOf(bytes), part: 'original' });
    expect(Buffer.compare(await stored!.read(0, bytes.length + 1), bytes)).toBe(0);
    await stored!.close();
  });

  test('of two users: both are kept', async () => {
    const bytes = makeWav(100_000);
    const answers = await Promise.all([put(url, ana, bytes), put(url, ben, bytes)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await AudioUploadModel.count({ where: { audioDigest: digestOf(bytes) } })).toBe(2);
  });
});

describe('knowing a hash gives nothing', () => {
  test('somebody else’s audio is unknown, and is to be sent in full', async () => {
    const bytes = makeWav(1000);
    await put(url, ana, bytes);
    expect(await head(url, ben, digestOf(bytes))).toEqual({ status: 404, offset: 0 });
    const wrong = await put(url, ben, makeWav(1000), { digest: digestOf(bytes) });
    expect(await reasonOf(wrong)).toBe('digest-mismatch');
    expect(await head(url, ben, digestOf(bytes))).toEqual({ status: 404, offset: 0 });
    expect(await head(url, ana, digestOf(bytes))).toMatchObject({ status: 200 });
    expect((await put(url, ben, bytes)).status).toBe(201);
  });

  test('wrong bytes under one’s own digest are refused too, and harm nothing', async () => {
    const bytes = makeWav(1000);
    await put(url, ana, bytes);
    expect(await reasonOf(await put(url, ana, makeWav(1000), { digest: digestOf(bytes) }))).toBe('digest-mismatch');
    expect(await head(url, ana, digestOf(bytes))).toMatchObject({ status: 200 });
  });

  test('audio of a repository that one may read may be named, and of others not', async () => {
    const [open, closed] = [makeWav(500), makeWav(600)];
    for (const bytes of [open, closed]) await put(url, ana, bytes);
    const { database } = server.services;
    await makeVersion(database, { ownerId: ana, isPublic: true, stems: [{ name: 'A', digest: digestOf(open) }] });
    await makeVersion(database, { ownerId: ana, stems: [{ name: 'A', digest: digestOf(closed) }] });
    expect(await head(url, ben, digestOf(open))).toMatchObject({ status: 200 });
    expect(await head(url, ben, digestOf(closed))).toMatchObject({ status: 404 });
  });
});

test('audio that the store has lost is mended by sending it again', async () => {
  const bytes = makeWav(1000);
  await put(url, ana, bytes);
  await server.services.store.delete({ digest: digestOf(bytes), part: 'original' });
  expect(await head(url, ana, digestOf(bytes))).toMatchObject({ status: 404 });
  expect((await put(url, ana, bytes)).status).toBe(201);
  expect(await head(url, ana, digestOf(bytes))).toMatchObject({ status: 200 });
});
