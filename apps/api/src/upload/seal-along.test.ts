import { open } from 'node:fs/promises';
import { AudioFileModel, StagedChunkModel } from '@beatflow/db';
import { audioFile } from '@beatflow/shared';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { digestOf, head, put } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
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

test('what is new comes along with the seal, and what was just there is not read from its pack', async () => {
  const bytes = makeWav(20 * 48_000);
  await put(server.url, ana.id, bytes);
  const known = (await cutFile(bytes)).bytesOf;
  const edited = punchIn(bytes);
  const file = await cutFile(edited);
  const fresh = [...file.bytesOf.keys()].filter((digest) => !known.has(digest));
  expect(fresh.length).toBeGreaterThan(0);
  const read = vi.spyOn(server.services.chunks, 'read');
  const res = await ana.sealAlong(digestOf(edited), file, fresh);
  expect(res.status).toBe(201);
  expect(audioFile.parse(await res.json())).toMatchObject({ digest: digestOf(edited), frames: 960_000 });
  expect(read.mock.calls.every(([chunks]) => chunks.length === 0)).toBe(true);
  read.mockRestore();
  expect(await StagedChunkModel.count()).toBe(0);
  await expectStored(server, edited);
  await server.services.ingest.measuring.idle();
  expect(await AudioFileModel.count({ where: { isMeasured: false } })).toBe(0);
});

test('where others are missing, what came along waits for them', async () => {
  const bytes = makeWav(20 * 48_000);
  const file = await cutFile(bytes);
  const [first, ...others] = [...file.bytesOf.keys()];
  const refused = await ana.sealAlong(digestOf(bytes), file, [first!]);
  expect(await refused.json()).toMatchObject({ reason: 'chunks-missing', data: { missing: others } });
  expect(await ana.askMissing(file.names)).toEqual(others);
  expect((await ana.send(file, others)).status).toBe(201);
  expect((await ana.seal(digestOf(bytes), file.names)).status).toBe(201);
  await expectStored(server, bytes);
});

test('that somebody else used a chunk just now does not bring it into a file', async () => {
  const bytes = makeWav(10 * 48_000);
  await put(server.url, ana.id, bytes);
  const file = await cutFile(bytes);
  const names = file.names.map(([digest]) => digest);
  const refused = await ben.sealAlong(digestOf(bytes), file, names.slice(0, 1));
  expect(await refused.json()).toMatchObject({ reason: 'chunks-missing', data: { missing: names.slice(1) } });
  expect(await head(server.url, ben.id, digestOf(bytes))).toMatchObject({ status: 404 });
});

test('a chunk that has changed on the disk since is read from where it is kept for good', async () => {
  const bytes = makeWav(20 * 48_000);
  await put(server.url, ana.id, bytes);
  const names = [...(await cutFile(bytes)).bytesOf.keys()];
  const loan = server.services.ingest.recent.borrow(names);
  const { path } = loan.partOf(names[0]!)!;
  await loan.giveBack();
  await server.services.ingest.measuring.idle();
  await overwrite(path, 1000);
  const edited = punchIn(bytes);
  const file = await cutFile(edited);
  const fresh = [...file.bytesOf.keys()].filter((digest) => !names.includes(digest));
  expect((await ana.sealAlong(digestOf(edited), file, fresh)).status).toBe(201);
  await expectStored(server, edited);
});

test('bodies that are not what they should be are refused in a sentence', async () => {
  const list = Buffer.from(JSON.stringify({ chunks: [['ab'.repeat(32), 100]] }));
  const length = (bytes: number) => Buffer.from(new Uint32Array([bytes]).buffer);
  for (const body of [
    Buffer.alloc(3),
    length(1000),
    Buffer.concat([length(5), Buffer.from('nope!')]),
    Buffer.concat([length(2), Buffer.from('{}')]),
    Buffer.concat([length(list.length), list, length(100)]),
  ]) {
    const res = await ana.post(`/audio/${'ab'.repeat(32)}/seal`, body);
    expect(res.status).toBe(400);
    expect(await res.json()).toMatchObject({ reason: 'input-invalid', message: expect.stringMatching(/\.$/) });
  }
});

test('what is measured later is measured after a process that came not to it', async () => {
  const bytes = makeWav(48_000);
  await put(server.url, ana.id, bytes);
  const { measuring } = server.services.ingest;
  await measuring.idle();
  const digest = digestOf(bytes);
  const found = (await AudioFileModel.findByPk(digest))!.get({ plain: true });
  const lost = { isMeasured: false, integratedLufs: null, truePeakDbtp: null };
  await AudioFileModel.update(lost, { where: { digest } });
  await server.services.store.delete({ digest, part: 'peaks' });
  await server.services.ingest.recent.clear();
  await measuring.sweep();
  // Whoever took it in may be at it.
  expect(await AudioFileModel.count({ where: { isMeasured: false } })).toBe(1);
  await measuring.sweep(0);
  expect((await AudioFileModel.findByPk(digest))!.get({ plain: true })).toEqual(found);
  expect(await server.services.store.find({ digest, part: 'peaks' })).not.toBeNull();
});

async function overwrite(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.from('something else'), 0, 14, at);
  await file.close();
}
