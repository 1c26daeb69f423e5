import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, head, put, reasonOf } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { makeWav } from './testing/make-wav.ts';

const settings = { MAX_AUDIO_BYTES: '1000000', MAX_AUDIO_SECONDS: '2', QUOTA_BYTES: '1500000' };
let server: ByteServer;
let url: string;

beforeAll(async () => {
  server = await startByteServer({ settings });
  url = server.url;
});
afterAll(() => server.close());

async function makeUserId(): Promise<string> {
  return (await makeUser()).id;
}

/** Sends bytes in many writes and without a length, so that the server cannot know before. */
function putUnannounced(userId: string, bytes: Uint8Array): Promise<Response> {
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 60_000) controller.enqueue(bytes.subarray(at, at + 60_000));
      controller.close();
    },
  });
  const init = { method: 'PUT', headers: { 'X-User': userId }, body, duplex: 'half' };
  return fetch(`${url}/audio/${digestOf(bytes)}`, init as RequestInit);
}

test('a file that is too large is refused before it is read, and while it is read', async () => {
  const user = await makeUserId();
  const bytes = makeWav(300_000);
  for (const res of [await put(url, user, bytes), await putUnannounced(user, bytes)]) {
    expect(res.status).toBe(413);
    expect(await res.json()).toMatchObject({ reason: 'audio-too-large', data: { maxBytes: 1_000_000 } });
  }
  expect(await server.listFiles()).toEqual([]);
  expect(await head(url, user, digestOf(bytes))).toEqual({ status: 404, offset: 0 });
});

test('a file that lasts too long is refused', async () => {
  const res = await put(url, await makeUserId(), makeWav(96_001));
  expect(await reasonOf(res)).toBe('audio-too-long');
  expect(await server.listFiles()).toEqual([]);
});

test('a file that exceeds the quota is refused, before and while it is read; what fits is not', async () => {
  const user = await makeUserId();
  for (let i = 0; i < 4; i++) expect((await put(url, user, makeWav(90_000))).status).toBe(201);
  const before = await server.listFiles();
  for (const res of [await put(url, user, makeWav(90_000)), await putUnannounced(user, makeWav(90_000))]) {
    expect(res.status).toBe(413);
    expect(await res.json()).toMatchObject({ reason: 'quota-exceeded', data: { quotaBytes: 1_500_000 } });
  }
  expect(await server.listFiles()).toEqual(before);
  expect((await put(url, user, makeWav(1000))).status).toBe(201);
});

test('the same file counts once, and another user’s room is their own', async () => {
  const [ana, ben] = [await makeUserId(), await makeUserId()];
  const bytes = makeWav(80_000);
  for (let i = 0; i < 6; i++) expect((await put(url, ana, bytes)).status).toBeLessThan(202);
  expect((await put(url, ben, bytes)).status).toBe(201);
});

test('many uploads at once do not slip past the quota together', async () => {
  const user = await makeUserId();
  const answers = await Promise.all(Array.from({ length: 12 }, () => putUnannounced(user, makeWav(90_000))));
  const kept = answers.filter(({ status }) => status === 201);
  expect(kept).toHaveLength(4);
  for (const res of answers) if (res.status !== 201) expect(await reasonOf(res)).toBe('quota-exceeded');
});

test('a broken upload makes room for a whole one', async () => {
  const user = await makeUserId();
  const broken = { userId: user, digest: 'ab'.repeat(32) };
  const upload = await server.services.ingest.uploads.begin(broken, 0, 1_400_000);
  await upload.append(new Uint8Array(1_400_000));
  await upload.keep();
  expect((await put(url, user, makeWav(90_000))).status).toBe(201);
  expect(await head(url, user, broken.digest)).toEqual({ status: 404, offset: 0 });
});
