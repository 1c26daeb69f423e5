import { AudioFileChunkModel, AudioFileModel, RepositoryModel, StagedChunkModel } from '@beatflow/db';
import { audioChunks, audioFile, type ChunkName } from '@beatflow/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { digestOf, get, head, put, reasonOf } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { collectGarbage } from '../care/collect-garbage.ts';
import { openCare } from '../care/testing/open-care.ts';
import { ChunkClient, cutFile } from './testing/chunk-client.ts';
import { expectStored } from './testing/expect-stored.ts';
import { punchIn } from './testing/punch-in.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let server: ByteServer;
let ana: ChunkClient;
let ben: ChunkClient;

beforeEach(async () => {
  server = await startByteServer();
  ana = await ChunkClient.arrive(server.url);
  ben = await ChunkClient.arrive(server.url);
});
afterEach(() => server.close());

async function publish({ id: ownerId }: ChunkClient, bytes: Uint8Array) {
  const stems = [{ name: 'Stem', digest: digestOf(bytes) }];
  const { stemIds, repository } = await makeVersion(server.services.database, { ownerId, stems });
  return { stemId: stemIds[0]!, repositoryId: repository.id };
}

const unmeasured = {
  isMeasured: false,
  integratedLufs: null,
  truePeakDbtp: null,
  silenceHeadFrames: 0,
  silenceTailFrames: 0,
};

describe('only what is missing travels', () => {
  test('a file that nobody has travels whole, and is what a PUT would have made of it', async () => {
    const bytes = makeWav(200_000);
    expect(await ana.upload(bytes)).toBe(bytes.length);
    await expectStored(server, bytes);
    expect(await head(server.url, ana.id, digestOf(bytes))).toMatchObject({ status: 200 });
    await server.services.ingest.measuring.idle();
    const read = async () => audioFile.parse((await AudioFileModel.findByPk(digestOf(bytes)))!.get({ plain: true }));
    const sealed = await read();
    expect(sealed).toMatchObject({ isMeasured: true, truePeakDbtp: expect.any(Number) });
    const other = await (await put(server.url, ben.id, bytes)).json();
    expect(audioFile.parse(other)).toEqual({ ...sealed, ...unmeasured });
    await server.services.ingest.measuring.idle();
    expect(await read()).toEqual(sealed);
  });

  test('a punch-in costs the punch-in', async () => {
    const bytes = makeWav(30 * 48_000);
    await put(server.url, ana.id, bytes);
    const edited = punchIn(bytes);
    const sent = await ana.upload(edited);
    expect(sent).toBeLessThan(192_000 + 2 * 2 * 512 * 1024);
    expect(sent).toBeGreaterThan(0);
    await expectStored(server, edited);
  });

  test('what has travelled is not asked for again, and a sealed file leaves nothing waiting', async () => {
    const bytes = makeWav(300_000);
    const file = await cutFile(bytes);
    const [first, ...others] = await ana.askMissing(file.names);
    await ana.send(file, [first!]);
    expect(await ana.askMissing(file.names)).toEqual(others);
    const early = await ana.seal(digestOf(bytes), file.names);
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({ reason: 'chunks-missing', data: { missing: others } });
    await Promise.all([ana.send(file, others), ana.send(file, [...others].reverse()), ana.send(file, [first!])]);
    expect((await ana.seal(digestOf(bytes), file.names)).status).toBe(201);
    expect(await StagedChunkModel.count()).toBe(0);
    await collectGarbage(openCare(server), { graceMs: 0, uploadTtlMs: 86_400_000, unnamedMs: 0 });
    expect((await server.listFiles()).filter((path) => /^audio\/bundle|^incoming/.test(path))).toEqual([]);
    await expectStored(server, bytes);
    expect((await ana.seal(digestOf(bytes), file.names)).status).toBe(200);
  });

  test('what waits is read in few goes', async () => {
    const bytes = makeWav(20 * 48_000);
    const file = await cutFile(bytes);
    const half = file.names.length >> 1;
    const names = file.names.map(([name]) => name);
    await ana.send(file, names.slice(0, half));
    await ana.send(file, names.slice(half));
    const open = vi.spyOn(server.services.home, 'open');
    expect((await ana.seal(digestOf(bytes), file.names)).status).toBe(201);
    // Sixteen chunks at a time, and each of the two bundles begins anew.
    const opened = open.mock.calls.filter(([{ part }]) => part === 'bundle').length;
    expect(opened).toBeLessThanOrEqual(Math.ceil(names.length / 16) + 1);
    expect(opened).toBeLessThan(names.length / 4);
    await expectStored(server, bytes);
  });

  test('a file that came in crumbs is kept in chunks of the usual size', async () => {
    const bytes = makeWav(100_000);
    const whole = await cutFile(bytes);
    const names: ChunkName[] = [];
    const bytesOf = new Map<string, Uint8Array>();
    for (let at = 0; at < bytes.length; at += 5000) {
      const crumb = bytes.subarray(at, at + 5000);
      names.push([digestOf(crumb), crumb.length]);
      bytesOf.set(digestOf(crumb), crumb);
    }
    expect((await ana.send({ names, bytesOf })).status).toBe(201);
    expect((await ana.seal(digestOf(bytes), names)).status).toBe(201);
    expect(await AudioFileChunkModel.count({ where: { audioDigest: digestOf(bytes) } })).toBe(whole.names.length);
    await expectStored(server, bytes);
  });

  test('what was abandoned is cleared away', async () => {
    const file = await cutFile(makeWav(50_000));
    await ana.send(file, [file.names[1]![0]]);
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
    await put(server.url, ana.id, bytes);
    await put(server.url, ana.id, edited);
    const { stemId } = await publish(ana, edited);
    const before = await cutFile(bytes);
    const res = await get(server.url, `/stems/${stemId}/chunks`, ana.id);
    const { digest, size, chunks } = audioChunks.parse(await res.json());
    const parts: Uint8Array[] = [];
    let at = 0;
    let fetched = 0;
    for (const [name, length] of chunks) {
      const own = before.bytesOf.get(name);
      if (own) parts.push(own);
      else {
        const range = await get(server.url, `/stems/${stemId}/audio`, ana.id, {
          Range: `bytes=${at}-${at + length - 1}`,
        });
        parts.push(Buffer.from(await range.arrayBuffer()));
        fetched += length;
      }
      at += length;
    }
    expect(digestOf(Buffer.concat(parts))).toBe(digest);
    expect(size).toBe(edited.length);
    expect(fetched).toBeLessThan(192_000 + 2 * 2 * 512 * 1024);
    expect((await get(server.url, `/stems/${stemId}/chunks`, ben.id)).status).toBe(404);
  });
});

describe('knowing a hash gives nothing', () => {
  test('what others keep in private, or have only sent, is as missing as what nobody has', async () => {
    const kept = makeWav(100_000);
    await put(server.url, ana.id, kept);
    const { repositoryId } = await publish(ana, kept);
    const { names } = await cutFile(kept);
    const sent = await cutFile(makeWav(100_000));
    await ana.send(sent, [sent.names[1]![0]]);
    const unknown: ChunkName = ['ab'.repeat(32), 100];
    const asked: ChunkName[] = [...names, sent.names[1]!, unknown];
    expect(await ben.askMissing(asked)).toEqual(asked.map(([digest]) => digest));
    const refused = await ben.seal(digestOf(kept), names);
    expect(await refused.json()).toMatchObject({
      reason: 'chunks-missing',
      data: { missing: names.map(([name]) => name) },
    });

    await RepositoryModel.update({ isPublic: true }, { where: { id: repositoryId } });
    expect(await ben.askMissing(asked)).toEqual([sent.names[1]![0], unknown[0]]);
    await RepositoryModel.update({ isPublic: false }, { where: { id: repositoryId } });
    expect(await ben.askMissing(asked)).toHaveLength(asked.length);
  });

  test('one chunk of a private file cannot be put into a file of one’s own', async () => {
    const kept = makeWav(100_000);
    await put(server.url, ana.id, kept);
    await publish(ana, kept);
    const secret = (await cutFile(kept)).names[1]!;
    const own = await cutFile(makeWav(50_000));
    await ben.send(own);
    const guessed: ChunkName[] = [...own.names, secret];
    expect(await reasonOf(await ben.seal(digestOf(kept), guessed))).toBe('chunks-missing');
    expect(await head(server.url, ben.id, digestOf(kept))).toEqual({ status: 404, offset: 0 });
  });

  test('sending what others have takes the same way as sending what nobody has', async () => {
    const bytes = makeWav(100_000);
    await put(server.url, ana.id, bytes);
    const file = await cutFile(bytes);
    const packs = async () => (await server.listFiles()).filter((path) => path.startsWith('audio/pack')).length;
    const before = await packs();
    const runs = vi.spyOn(server.services.ingest.pool, 'run');
    const res = await ben.send(file);
    expect(res.status).toBe(201);
    expect((await ben.seal(digestOf(bytes), file.names)).status).toBe(201);
    expect(runs.mock.calls.map(([kind]) => kind).sort()).toEqual(['check', 'digest', 'fill']);
    runs.mockRestore();
    // Packed anew, it is the very same pack.
    expect(await packs()).toBe(before);
    await expectStored(server, bytes);
    const longer = Buffer.concat([makeWav(150_000).subarray(0, 44), bytes.subarray(44), makeWav(50_000).subarray(44)]);
    const carol = await ChunkClient.arrive(server.url);
    await carol.upload(longer);
    await expectStored(server, longer);
  });
});
