import { AudioFileModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ChunkReader } from '../pack/chunk-reader.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { insert, makeNoise, type Noise, punchIn, upload, writeSound } from '../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';
import { type Comparison, keyOf, type Pair } from './comparison.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

const noise = makeNoise(400_000, 31);
const cut = (frames: Noise, start: number, end: number) => [...frames.slice(0, start), ...frames.slice(end)];
const silence = (frames: Noise, start: number, end: number) =>
  frames.map((value, at) => (at >= start && at < end ? 0 : value));

const nothingShared: Comparison = { change: { kind: 're-recorded', residualDb: 0 }, matches: [] };

async function keep(bytes: Buffer): Promise<AudioFileModel> {
  return AudioFileModel.findByPk(await upload(ana, bytes), { rejectOnEmpty: true });
}

/** What chunks tell of a pair, and what reading both files whole does. */
async function alignBothWays(pair: Pair) {
  const { sound } = app.services;
  const prepare = vi.spyOn(sound, 'prepare').mockImplementation(() => {});
  const compare = vi.spyOn(sound, 'compare');
  const byChunks = (await sound.align([pair])).get(keyOf(pair));
  const isRead = compare.mock.calls.length > 0;
  compare.mockRestore();
  prepare.mockRestore();
  return { byChunks, isRead, whole: (await sound.compare(pair)).matches };
}

describe('the frames that two files share are told by their chunks as by reading them whole', () => {
  const edits: [name: string, edit: (frames: Noise) => Noise][] = [
    ['a punch-in', (frames) => punchIn(frames, 200_000, 210_000)],
    ['one frame', (frames) => punchIn(frames, 123_456, 123_457)],
    ['two punch-ins with little between them', (frames) => punchIn(punchIn(frames, 90_000, 91_000), 93_000, 94_000, 7)],
    ['an insertion', (frames) => insert(frames, 150_000, 20_000)],
    ['a cut', (frames) => cut(frames, 250_000, 300_000)],
    ['an insertion and a cut', (frames) => cut(insert(frames, 100_000, 12_345), 300_000, 333_333)],
    ['another beginning', (frames) => punchIn(frames, 0, 5000)],
    ['another end', (frames) => punchIn(frames, 395_000, 400_000)],
    ['something before all', (frames) => insert(frames, 0, 7777)],
    ['something behind all', (frames) => [...frames, ...makeNoise(9999, 5)]],
    ['silence in the middle', (frames) => silence(frames, 100_000, 300_000)],
    ['nothing that was there', () => makeNoise(300_000, 77)],
  ];

  test.each(edits)('%s', async (_name, edit) => {
    const pair = { before: await keep(writeSound(noise)), after: await keep(writeSound(edit(noise))) };
    const { byChunks, whole, isRead } = await alignBothWays(pair);
    expect(byChunks).toEqual(whole);
    expect(isRead).toBe(false);
  });

  test('a punch-in at 24 bits, in files with something behind their sound', async () => {
    const format = { bitDepth: 24, tail: 'tail' } as const;
    const after = writeSound(punchIn(noise, 200_001, 210_002), format);
    const { byChunks, whole, isRead } = await alignBothWays({
      before: await keep(writeSound(noise, { bitDepth: 24 })),
      after: await keep(after),
    });
    expect(byChunks).toEqual(whole);
    expect(isRead).toBe(false);
  });
});

test.each([
  ['another depth', { bitDepth: 24 }],
  ['another container', { container: 'aiff' }],
] as const)('files of %s are read', async (_name, format) => {
  const pair = {
    before: await keep(writeSound(noise)),
    after: await keep(writeSound(punchIn(noise, 100_000, 120_000), format)),
  };
  const { byChunks, whole, isRead } = await alignBothWays(pair);
  expect(byChunks).toEqual(whole);
  expect(isRead).toBe(true);
});

test('files of which a chunk cannot be read are compared, and the others are not', async () => {
  const makePair = async (at: number): Promise<Pair> => {
    return { before: await keep(writeSound(noise)), after: await keep(writeSound(punchIn(noise, at, at + 500, at))) };
  };
  const [broken, sound] = [await makePair(50_000), await makePair(350_000)];
  const read = vi.spyOn(ChunkReader.prototype, 'read').mockRejectedValueOnce(new Error('This chunk is damaged.'));
  const compare = vi.spyOn(app.services.sound, 'compare').mockResolvedValue(nothingShared);
  const prepare = vi.spyOn(app.services.sound, 'prepare').mockImplementation(() => {});
  const found = await app.services.sound.align([broken, sound]);
  expect(compare.mock.calls).toEqual([[broken]]);
  expect(found.get(keyOf(broken))).toEqual([]);
  expect(found.get(keyOf(sound))).toHaveLength(2);
  for (const spy of [read, compare, prepare]) spy.mockRestore();
});

test('what was aligned is compared in the background, and not aligned again meanwhile', async () => {
  const pair = { before: await keep(writeSound(noise)), after: await keep(writeSound(punchIn(noise, 7000, 9000))) };
  const prepare = vi.spyOn(app.services.sound, 'prepare').mockImplementation(() => {});
  const first = await app.services.sound.align([pair]);
  expect(prepare).toHaveBeenCalledWith([pair]);
  const again = await app.services.sound.align([pair]);
  expect(again).toEqual(first);
  expect(prepare).toHaveBeenCalledTimes(1);
  prepare.mockRestore();
});
