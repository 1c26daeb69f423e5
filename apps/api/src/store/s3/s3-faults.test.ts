import { createHash, randomBytes } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AudioObject } from '../audio-store.ts';
import { S3AudioStore } from './s3-audio-store.ts';
import { type S3Place, toS3Place } from './s3-place.ts';
import type { S3Settings } from './s3-settings.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { type Fault, type FaultyProxy, startFaultyProxy, times } from './testing/faulty-proxy.ts';
import { hasS3Server, makeBucket, s3StartMs } from './testing/s3-server.ts';

const small = randomBytes(300_000);
/** Two parts. */
const large = randomBytes(10 * 2 ** 20);
const unavailable = { reason: 'storage-unavailable', status: 503 };

describe.skipIf(!hasS3Server)('a store that is not always there', () => {
  let folder: string;
  let proxy: FaultyProxy;
  let settings: S3Settings & { endpoint: string };
  let place: S3Place;
  /** Goes through the proxy. */
  let store: S3AudioStore;
  /** Sees what is really there. */
  let direct: S3AudioStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'beatflow-s3-faults-'));
    settings = await makeBucket();
    proxy = await startFaultyProxy(settings.endpoint);
    place = toS3Place(settings);
    direct = new S3AudioStore(place);
    store = new S3AudioStore(toS3Place({ ...settings, endpoint: proxy.url }));
  }, s3StartMs);
  afterEach(() => {
    proxy.plan = null;
    proxy.faults = 0;
  });
  afterAll(async () => {
    await proxy?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function makeFile(content: Buffer): Promise<{ path: string; object: AudioObject }> {
    // Each is another object.
    const bytes = Buffer.concat([content, randomBytes(8)]);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const path = join(folder, digest);
    await writeFile(path, bytes);
    return { path, object: { digest, part: 'pack' } };
  }

  async function expectWhole(object: AudioObject): Promise<void> {
    const opened = await store.open(object);
    const hash = createHash('sha256').update(await buffer(opened!.stream(0, opened!.size)));
    expect(hash.digest('hex')).toBe(object.digest);
  }

  async function expectNothingThere(object: AudioObject): Promise<void> {
    expect(await direct.find(object)).toBeNull();
    const uploads = await place.client.send(
      new ListMultipartUploadsCommand({ Bucket: place.bucket, Prefix: place.prefix }),
    );
    expect(uploads.Uploads ?? []).toEqual([]);
  }

  const wholePut = /^PUT /;
  const secondPart = /^PUT .*partNumber=2/;
  const completion = /^POST .*uploadId=/;
  const puts: [string, Buffer, Fault, RegExp][] = [
    ['answers 503', small, { status: 503 }, wholePut],
    ['answers 500', small, { status: 500 }, wholePut],
    ['breaks the connection', small, 'cut-request', wholePut],
    ['loses its answer', small, 'cut-answer', wholePut],
    ['gets another byte', small, 'flip-request', wholePut],
    ['answers 503 to a part', large, { status: 503 }, secondPart],
    ['breaks the connection in a part', large, 'cut-request', secondPart],
    ['gets another byte in a part', large, 'flip-request', secondPart],
    ['answers 500 at the end', large, { status: 500 }, completion],
  ];

  test.each(puts)('that %s for a moment takes what it is given all the same', async (_, content, fault, pattern) => {
    const { path, object } = await makeFile(content);
    proxy.plan = times(1, fault, pattern);
    // A byte that changed on the way is refused, by its signature, and no reason to try by itself.
    await store.put(object, path).catch(() => store.put(object, path));
    expect(proxy.faults).toBe(1);
    await expectWhole(object);
    await expect(access(path)).rejects.toThrow();
  });

  test.each(puts)(
    'that %s on and on keeps nothing half, and recovers by itself',
    async (_, content, fault, pattern) => {
      const { path, object } = await makeFile(content);
      proxy.plan = times(1000, fault, pattern);
      await expect(store.put(object, path)).rejects.toMatchObject(unavailable);
      proxy.plan = null;
      if (fault === 'cut-answer') await expectWhole(object);
      else await expectNothingThere(object);
      expect((await readFile(path)).length).toBe(content.length + 8);
      await store.put(object, path);
      await expectWhole(object);
    },
  );

  test('that loses the answer to the last word of many parts has them all', async () => {
    const { path, object } = await makeFile(large);
    proxy.plan = times(1, 'cut-answer', completion);
    await store.put(object, path);
    await expectWhole(object);
  });

  test.each<[string, Fault]>([
    ['answers 503', { status: 503 }],
    ['answers 500', { status: 500 }],
    ['breaks the connection', 'cut-answer'],
  ])('that %s is read all the same, or not at all', async (_, fault) => {
    const { path, object } = await makeFile(large);
    await store.put(object, path);
    const opened = await store.open(object);
    proxy.plan = times(2, fault, /^GET /);
    await expectWhole(object);
    expect(proxy.faults).toBe(2);
    proxy.plan = times(1000, fault, /^GET /);
    await expect(buffer(opened!.stream(0, opened!.size))).rejects.toMatchObject(unavailable);
    await expect(opened!.read(5, 10)).rejects.toMatchObject(unavailable);
    await expect(store.copy(object, join(folder, 'copy'))).rejects.toMatchObject(unavailable);
    await expect(access(join(folder, 'copy'))).rejects.toThrow();
    proxy.plan = null;
    await expectWhole(object);
  });

  test('that answers nothing but 503 says so at every call, and forgets nothing', async () => {
    const { path, object } = await makeFile(small);
    await store.put(object, path);
    proxy.plan = () => ({ status: 503 });
    const list = async () => {
      for await (const each of store.list('pack')) return each;
    };
    for (const call of [() => store.find(object), () => store.open(object), () => store.delete(object), list]) {
      await expect(call()).rejects.toMatchObject(unavailable);
    }
    proxy.plan = null;
    await expectWhole(object);
  });

  test('that stops answering is given up, and asked again', async () => {
    const { path, object } = await makeFile(small);
    const patience = { idleMs: 1500, attempts: 2 };
    const hasty = new S3AudioStore(toS3Place({ ...settings, endpoint: proxy.url }, patience));
    proxy.plan = times(1000, 'stall', wholePut);
    await expect(hasty.put(object, path)).rejects.toMatchObject(unavailable);
    expect(proxy.faults).toBe(2);
    proxy.plan = null;
    await store.put(object, path);
    proxy.plan = times(1000, 'stall', /^GET /);
    const opened = await hasty.open(object);
    await expect(opened!.read(0, 100)).rejects.toMatchObject(unavailable);
    proxy.plan = times(1, 'stall', /^GET /);
    expect(await opened!.read(0, 100)).toHaveLength(100);
  });

  test('that went away cannot be reached, and says so', async () => {
    const away = new S3AudioStore(toS3Place({ ...settings, endpoint: 'http://127.0.0.1:1' }));
    const { path, object } = await makeFile(small);
    await expect(away.put(object, path)).rejects.toMatchObject(unavailable);
    await expect(away.find(object)).rejects.toMatchObject(unavailable);
  });

  test('parts that a killed process left are swept, those of one that is at it are not', async () => {
    const { client, bucket: Bucket, prefix } = place;
    const Key = `${prefix}pack/ab/cd/${'abcd'.repeat(16)}`;
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    expect(await sweepUploads(place, new Date(Date.now() - 3_600_000))).toBe(0);
    expect(await sweepUploads(place, new Date(Date.now() + 3_600_000))).toBe(1);
    await expectNothingThere({ digest: 'abcd'.repeat(16), part: 'pack' });
  });
});
