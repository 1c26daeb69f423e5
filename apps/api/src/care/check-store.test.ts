import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWavHeader } from '@beatflow/audio';
import { ChunkModel, StemModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { digestOf, get, put } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { listPackPaths } from '../bytes/testing/list-pack-paths.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { checkFiles } from './check-files.ts';
import { checkPacks } from './check-packs.ts';
import { checkStore, type StoreReport } from './check-store.ts';
import { collectGarbage } from './collect-garbage.ts';
import { packWholeAudio } from './pack-whole-audio.ts';
import { openCare } from './testing/open-care.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let server: ByteServer;
let care: ReturnType<typeof openCare>;
let user: string;

beforeEach(async () => {
  server = await startByteServer();
  care = openCare(server);
  user = (await makeUser()).id;
});
afterEach(() => server.close());

/** One version with one stem; answers the file that its packs are, by its path. */
async function pushOne(bytes: Buffer): Promise<{ stemId: string; pack: string; digest: string }> {
  expect((await put(server.url, user, bytes)).status).toBe(201);
  const digest = digestOf(bytes);
  const stems = [{ name: 'Bass', digest }];
  const { stemIds } = await makeVersion(server.services.database, { ownerId: user, stems });
  const paths = await listPackPaths(digest);
  return { stemId: stemIds[0]!, pack: join(server.folder, paths.at(-1)!), digest };
}

async function flipBit(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[at]! ^= 1 << (at % 8);
  await writeFile(path, bytes);
}

/** The parts that do not concern commits: these are written past the API here, with digests of nothing. */
async function check(options: { repair?: boolean; readData?: boolean } = {}): Promise<StoreReport> {
  const packWhole = () => packWholeAudio({ ...server.services, ...server.services.ingest });
  return checkStore(care, { readData: true, packWhole, ...options });
}

test('a store in good order is said to be', async () => {
  await pushOne(makeWav(100_000));
  const report = await check();
  expect(report).toMatchObject({
    files: { files: 1, wrong: [] },
    packs: { packs: 1, lost: [], damaged: [], wrongChunks: [] },
    sufferers: [],
  });
  expect(report.packs.chunks).toBe(await ChunkModel.count());
  expect(report.packs.bytes).toBeGreaterThan(400_000);
});

/** Sound that packs well, as music does and noise does not. */
function makeTone(frames: number, sampleFormat: 'int' | 'float'): Buffer {
  const shape = { sampleRate: 48_000, channels: 1, bitDepth: sampleFormat === 'int' ? 16 : 32, sampleFormat };
  const samples = Buffer.alloc((frames * shape.bitDepth) / 8);
  for (let i = 0; i < frames; i++) {
    const value = 0.4 * Math.sin(i / 30) + 0.2 * Math.sin(i / 7.3) + 0.001 * Math.random();
    if (sampleFormat === 'int') samples.writeInt16LE(Math.round(value * 32_767), i * 2);
    else samples.writeFloatLE(value, i * 4);
  }
  return Buffer.concat([writeWavHeader(shape, frames), samples]);
}

const sounds: [string, () => Buffer][] = [
  ['noise', () => makeWav(40_000)],
  ['integers', () => makeTone(150_000, 'int')],
  ['floats', () => makeTone(80_000, 'float')],
];

test.each(sounds)(
  'a bit that is flipped anywhere in a pack of %s is found, and no reader gets a wrong byte',
  async (name, make) => {
    const bytes = make();
    const { stemId, pack } = await pushOne(bytes);
    const good = await readFile(pack);
    if (name !== 'noise') expect(good.length).toBeLessThan(bytes.length);
    const places = [0, 9, 60, good.length - 1, good.length - 9, good.length - 45, good.length - 60];
    for (let i = 0; i < 25; i++) places.push(Math.floor(Math.random() * good.length));
    for (const at of places) {
      await flipBit(pack, at);
      const { packs } = await checkPacksNow(true);
      expect(packs, `byte ${at}`).toEqual(1);
      const res = await get(server.url, `/stems/${stemId}/audio`, user);
      const received = await res.arrayBuffer().catch(() => null);
      // It is all there, since the damage is where nobody reads; or it is refused; or it breaks off before its end.
      if (res.status === 200 && received) expect(Buffer.from(received).equals(bytes)).toBe(true);
      await writeFile(pack, good);
      await ChunkModel.update({ damagedAt: null }, { where: {} });
    }
  },
  120_000,
);

async function checkPacksNow(readData: boolean): Promise<{ packs: number }> {
  const { damaged } = await checkPacks({ home: care.home, reader: care.reader, readData });
  return { packs: damaged.length };
}

test('names the stems and commits that suffer', async () => {
  const { pack, stemId } = await pushOne(makeWav(40_000));
  await pushOne(makeWav(50_000));
  await flipBit(pack, 3000);
  const report = await check();
  expect(report.isSound).toBe(false);
  expect(report.packs.wrongChunks).toHaveLength(1);
  const stem = await StemModel.findByPk(stemId);
  expect(report.sufferers).toMatchObject([{ stemId, stem: 'Bass', commitId: stem!.commitId }]);
});

test('a pack that is lost, or cut short, is found without reading all data', async () => {
  const [one, two] = [await pushOne(makeWav(40_000)), await pushOne(makeWav(50_000))];
  await rm(one.pack);
  await truncate(two.pack, 5000);
  const report = await check({ readData: false });
  expect(report.packs.lost).toHaveLength(2);
  expect(report.sufferers.map(({ stemId }) => stemId).toSorted()).toEqual([one.stemId, two.stemId].toSorted());
});

test('sending it again mends what is damaged', async () => {
  const bytes = makeWav(40_000);
  const { pack, stemId } = await pushOne(bytes);
  await flipBit(pack, 3000);
  await check();
  expect((await put(server.url, user, bytes)).status).toBe(201);
  const res = await get(server.url, `/stems/${stemId}/audio`, user);
  expect(Buffer.from(await res.arrayBuffer()).equals(bytes)).toBe(true);
  expect((await check({ repair: true })).packs).toMatchObject({ damaged: [], wrongChunks: [] });
});

test('a copy in a pack that waits to be removed repairs', async () => {
  const contents = Array.from({ length: 8 }, (_, i) => makeWav(9000 + i));
  const stems: Awaited<ReturnType<typeof pushOne>>[] = [];
  for (const bytes of contents) stems.push(await pushOne(bytes));
  await collectGarbage(care, { graceMs: 86_400_000 });
  const [merged] = await listPackPaths(stems[2]!.digest);
  await flipBit(join(server.folder, merged!), 2000);
  await flipBit(join(server.folder, merged!), 200_000);
  const report = await check({ repair: true });
  expect(report.mended).toHaveLength(2);
  expect(report.packs).toMatchObject({ damaged: [], wrongChunks: [], lost: [] });
  for (const [i, { stemId }] of stems.entries()) {
    const res = await get(server.url, `/stems/${stemId}/audio`, user);
    expect(Buffer.from(await res.arrayBuffer()).equals(contents[i]!)).toBe(true);
  }
});

test('a file that is still kept whole repairs its chunks', async () => {
  const bytes = makeWav(40_000);
  const { pack, digest } = await pushOne(bytes);
  const path = server.services.ingest.uploads.workPath();
  await writeFile(path, bytes);
  await server.services.home.put({ digest, part: 'original' }, path);
  await flipBit(pack, 3000);
  expect(await check({ repair: true })).toMatchObject({ mended: [expect.any(String)], sufferers: [] });
});

test('a whole file that is damaged or lost is found', async () => {
  const { database, home } = server.services;
  const { digest } = await pushOne(makeWav(3000));
  const other = await pushOne(makeWav(4000));
  const path = server.services.ingest.uploads.workPath();
  await server.services.store.delete({ digest, part: 'original' });
  await server.services.store.delete({ digest: other.digest, part: 'original' });
  await writeFile(path, makeWav(4000));
  await home.put({ digest: other.digest, part: 'original' }, path);
  expect((await checkFiles(database, home, { readData: false })).wrong).toEqual([digest]);
  expect((await checkFiles(database, home, { readData: true })).wrong).toEqual([digest, other.digest].toSorted());
});
