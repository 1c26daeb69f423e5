import { randomBytes } from 'node:crypto';
import { ChunkModel } from '@beatflow/db';
import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../bytes/testing/byte-client.ts';
import { makeWav } from '../../bytes/testing/make-wav.ts';
import { readZip } from '../../bytes/testing/read-zip.ts';
import { checkStore } from '../../care/check-store.ts';
import { collectGarbage } from '../../care/collect-garbage.ts';
import { toGarbageServices } from '../../care/start-care.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { makeTestCommit, makeTestRepository } from '../../testing/test-song.ts';
import { download, push } from '../../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../../testing/test-user.ts';
import { cutFile, frameChunks } from '../../upload/testing/chunk-client.ts';
import { type FaultyProxy, startFaultyProxy, times } from './testing/faulty-proxy.ts';
import { hasS3Server, makeBucket, s3StartMs } from './testing/s3-server.ts';

describe.skipIf(!hasS3Server)('the whole API over a bucket', () => {
  const [bass, drums, other] = [makeWav(300_000), makeWav(200_000), makeWav(100_000)];
  let proxy: FaultyProxy;
  let app: TestApp;
  let ana: TestUser;
  let song: RepositoryResponse;
  let first: CommitResponse;

  beforeAll(async () => {
    const settings = await makeBucket();
    proxy = await startFaultyProxy(settings.endpoint);
    app = await createTestApp({ audioStore: { kind: 's3', ...settings, endpoint: proxy.url } });
    ana = await makeTestUser(app);
    song = await makeTestRepository(ana);
    first = await push(ana, { repository: song, stems: { Bass: bass, Drums: drums } });
  }, s3StartMs + 60_000);
  afterEach(() => {
    proxy.plan = null;
  });
  afterAll(async () => {
    await app?.close();
    await proxy?.close();
  });

  const check = () => checkStore(toGarbageServices(app.services), { readData: true });

  test('gives back what was pushed: whole, in parts, drawn, and as an archive', async () => {
    const [stem] = first.stems;
    expect(Buffer.compare(await download(ana, stem!), bass)).toBe(0);
    const range = await ana.fetch(`/stems/${stem!.id}/audio`, { headers: { range: 'bytes=1000-250999' } });
    expect(range.status).toBe(206);
    expect(Buffer.compare(Buffer.from(await range.arrayBuffer()), bass.subarray(1000, 251_000))).toBe(0);
    expect((await ana.fetch(`/stems/${stem!.id}/peaks`)).status).toBe(200);
    expect((await ana.fetch(`/stems/${stem!.id}/pieces/1`)).status).toBe(200);
    const archive = await ana.fetch(`/commits/${first.id}/archive`);
    const files = [...readZip(Buffer.from(await archive.arrayBuffer())).values()];
    expect(files.map(digestOf)).toEqual(expect.arrayContaining([digestOf(bass), digestOf(drums)]));
  });

  test('does not let a wrong byte out: it is read once more, or nothing is sent', async () => {
    // Nobody has read these yet: what was read lately is still in memory.
    const [one, two] = [makeWav(120_000), makeWav(120_000)];
    const unheard = await push(ana, { repository: await makeTestRepository(ana), stems: { One: one, Two: two } });
    proxy.plan = times(1, 'flip-answer', /^GET .*\/pack\//);
    expect(Buffer.compare(await download(ana, unheard.stems[0]!), one)).toBe(0);
    expect(await ChunkModel.count({ where: { damagedAt: null } })).toBe(await ChunkModel.count());

    proxy.plan = times(1000, 'flip-answer', /^GET .*\/pack\//);
    const refused = await ana.fetch(`/stems/${unheard.stems[1]!.id}/audio`);
    expect(refused.status).toBe(500);
    proxy.plan = null;
    expect((await check()).isSound).toBe(true);
    expect(Buffer.compare(await download(ana, unheard.stems[1]!), two)).toBe(0);
  });

  test('says that the store is away, keeps what arrived, and goes on when it is back', async () => {
    const digest = digestOf(other);
    const send = () => ana.fetch(`/audio/${digest}`, { method: 'PUT', body: new Uint8Array(other) });
    proxy.plan = () => ({ status: 503 });
    const refused = await send();
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ reason: 'storage-unavailable' });
    proxy.plan = null;
    const head = await ana.fetch(`/audio/${digest}`, { method: 'HEAD' });
    expect(head.headers.get('upload-offset')).toBe(String(other.length));
    expect((await send()).status).toBe(201);
    const second = await push(ana, { repository: song, onto: first, stems: { Bass: bass, Drums: other } });
    expect(Buffer.compare(await download(ana, second.stems[1]!), other)).toBe(0);
  });

  test('takes a file chunk by chunk, also when the store goes away in between', async () => {
    const file = makeWav(90_000);
    const { names: chunks, bytesOf } = await cutFile(file);
    const post = (path: string, sent: Uint8Array | object) =>
      sent instanceof Uint8Array
        ? ana.fetch(path, { method: 'POST', body: new Uint8Array(sent) })
        : ana.fetch(path, {
            method: 'POST',
            body: JSON.stringify(sent),
            headers: { 'content-type': 'application/json' },
          });
    const steps = [
      () => post('/audio/chunks', frameChunks(bytesOf.values())),
      () => post(`/audio/${digestOf(file)}/seal`, { chunks }),
    ];
    for (const step of steps) {
      proxy.plan = () => ({ status: 503 });
      const refused = await step();
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ reason: 'storage-unavailable' });
      proxy.plan = null;
      expect((await step()).ok).toBe(true);
    }
    const stems = [{ name: 'Keys', stemType: 'melody' as const, audioDigest: digestOf(file) }];
    const repository = await makeTestRepository(ana);
    const made = await makeTestCommit(ana, repository, { stems });
    expect(Buffer.compare(await download(ana, made.stems[0]!), file)).toBe(0);
  });

  test('is found sound, and gives its room back with the songs', async () => {
    expect((await check()).isSound).toBe(true);
    const gone = await makeTestRepository(ana, { name: `gone-${randomBytes(4).toString('hex')}` });
    await push(ana, { repository: gone, stems: { Gone: makeWav(150_000) } });
    const countPacks = async () => {
      let count = 0;
      for await (const _ of app.services.home.list('pack')) count++;
      return count;
    };
    const before = await countPacks();
    await ana.api.repository.delete.mutate({ repositoryId: gone.id, confirmName: gone.name });
    await collectGarbage(toGarbageServices(app.services), { graceMs: 0, uploadTtlMs: 0 });
    expect(await countPacks()).toBeLessThan(before);
    expect((await check()).isSound).toBe(true);
    expect(Buffer.compare(await download(ana, first.stems[0]!), bass)).toBe(0);
  });
});
