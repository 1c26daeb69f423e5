import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChunkPlace } from './chunk-place.ts';
import { SongFolder } from './song-folder.ts';
import { tidyPacks } from './tidy-packs.ts';
import { unpackAll } from './unpackers.ts';

/** After how many writes nothing is done any more, as if the power were gone. */
const life = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const mortal = <T extends (...args: never[]) => unknown>(task: T) =>
    ((...args: never[]) => {
      life.left -= 1;
      return life.left < 0 ? Promise.reject(new Error('killed')) : task(...args);
    }) as T;
  const names = ['open', 'rename', 'rm', 'utimes', 'writeFile', 'mkdir'] as const;
  return { ...real, ...Object.fromEntries(names.map((name) => [name, mortal(real[name] as never)])) };
});

const CHUNK_BYTES = 200_000;
const DAY_MS = 24 * 3_600_000;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let root: string;
let folder: SongFolder;

beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'beatflow-tidy-'));
  const config = { version: 1, server: '', repositoryId: '', owner: '', name: '', keepsHistory: false } as const;
  folder = await SongFolder.create(root, config, 'main');
});
afterEach(async () => {
  life.left = Number.POSITIVE_INFINITY;
  await fs.rm(root, { recursive: true, force: true });
});

function makeChunk(number: number): Buffer {
  return Buffer.alloc(CHUNK_BYTES, `chunk ${number} `);
}

/** A pack that came, with chunks of these numbers. */
async function makePack(numbers: readonly number[], ageMs = 0): Promise<ChunkPlace[]> {
  const path = await folder.objects.packs.newPath();
  const chunks = numbers.map(makeChunk);
  const list = chunks.map((bytes) => [sha256(bytes), bytes.length, bytes.length, 'raw', 1]);
  const head = Buffer.from(JSON.stringify({ chunks: list }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  await fs.writeFile(path, Buffer.concat([length, head, ...chunks]));
  const seconds = (Date.now() - ageMs) / 1000;
  await fs.utimes(path, seconds, seconds);
  const places = [...(await folder.objects.packs.listPlaces()).values()];
  return chunks.map((bytes) => places.find((place) => place.path === path && place.digest === sha256(bytes))!);
}

async function keep(places: readonly ChunkPlace[], numbers: readonly number[]): Promise<string> {
  const digest = sha256(Buffer.concat(numbers.map(makeChunk)));
  await folder.objects.keepPacked(digest, { chunks: [...places] });
  return digest;
}

async function isThere(digest: string): Promise<boolean> {
  const packed = await folder.objects.findPacked(digest);
  if (!packed) return false;
  const target = join(root, 'unpacked');
  await fs.rm(target, { force: true });
  return (await unpackAll([{ kind: 'copy', digest, target, chunks: packed.chunks }])).size === 0;
}

async function listPacks(): Promise<string[]> {
  const names = await fs.readdir(folder.metaPath('packs'));
  return names.filter((name) => name.endsWith('.pack')).map((name) => folder.metaPath('packs', name));
}

async function age(path: string): Promise<void> {
  await fs.utimes(path, (Date.now() - 2 * DAY_MS) / 1000, (Date.now() - 2 * DAY_MS) / 1000);
}

test('a pack that no list names goes after a day, and one that is named stays', async () => {
  const [old, fresh, named] = [
    await makePack([1, 2], 2 * DAY_MS),
    await makePack([3]),
    await makePack([4], 2 * DAY_MS),
  ];
  const digest = await keep(named, [4]);
  await tidyPacks(folder, { isSuspicious: true });
  expect((await listPacks()).sort()).toEqual([fresh[0]!.path, named[0]!.path].sort());
  expect(await isThere(digest)).toBe(true);
  await age(fresh[0]!.path);
  // Nothing grew, but it is known since the last time that something will be due.
  await fs.writeFile(folder.metaPath('packs', 'tidied.json'), JSON.stringify({ bytes: 1e9, dueMs: Date.now() - 1 }));
  await tidyPacks(folder);
  expect(await listPacks()).toEqual([named[0]!.path]);
  expect(old[0]!.path).not.toBe(named[0]!.path);
});

test('of a pack that is mostly for nothing the rest is written anew, and the old one goes a day later', async () => {
  const places = await makePack(Array.from({ length: 12 }, (_, at) => at));
  const pick = (numbers: number[]) =>
    keep(
      numbers.map((number) => places[number]!),
      numbers,
    );
  const kept = [await pick([3, 4, 7]), await pick([4, 4, 9])];
  await tidyPacks(folder, { isSuspicious: true });
  for (const digest of kept) {
    expect(await isThere(digest)).toBe(true);
    const { chunks } = (await folder.objects.findPacked(digest))!;
    expect(chunks.every(({ path }) => path !== places[0]!.path)).toBe(true);
  }
  const [newPath] = (await listPacks()).filter((path) => path !== places[0]!.path);
  expect((await fs.stat(newPath!)).size).toBeLessThan(4.1 * CHUNK_BYTES);
  await age(places[0]!.path);
  await tidyPacks(folder, { isSuspicious: true });
  expect(await listPacks()).toEqual([newPath]);
  for (const digest of kept) expect(await isThere(digest)).toBe(true);
});

test('a command that is killed while it tidies, at whatever step, leaves every file as it was', async () => {
  const isDone = async (steps: number): Promise<boolean> => {
    const numbers = Array.from({ length: 9 }, (_, at) => 100 * steps + at);
    const places = await makePack(numbers);
    const ours = numbers.filter((_, at) => at % 4 === 1);
    const kept = [
      await keep(
        places.filter((_, at) => at % 4 === 1),
        ours,
      ),
      await keep(places.slice(5, 6), numbers.slice(5, 6)),
    ];
    await makePack([100 * steps + 50], 2 * DAY_MS);
    life.left = steps;
    const outcome = await tidyPacks(folder, { isSuspicious: true }).then(
      () => true,
      () => false,
    );
    life.left = Number.POSITIVE_INFINITY;
    for (const digest of kept) expect(await isThere(digest)).toBe(true);
    await tidyPacks(folder, { isSuspicious: true });
    for (const digest of kept) expect(await isThere(digest)).toBe(true);
    expect((await fs.readdir(folder.metaPath('packs'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    return outcome;
  };
  let steps = 0;
  while (!(await isDone(steps))) steps++;
  expect(steps).toBeGreaterThan(6);
});

test('nothing is touched while little can be gained, or where a list was written by a newer program', async () => {
  const [pack] = await makePack([1, 2, 3, 4, 5, 6, 7, 8], 2 * DAY_MS);
  await tidyPacks(folder);
  await tidyPacks(folder);
  expect(await listPacks()).toEqual([pack!.path]);
  await fs.mkdir(folder.metaPath('objects', 'ab'), { recursive: true });
  const list = folder.metaPath('objects', 'ab', `ab${'0'.repeat(62)}.json`);
  await fs.writeFile(list, '{"version":2}');
  await tidyPacks(folder, { isSuspicious: true });
  expect(await listPacks()).toEqual([pack!.path]);
  await fs.rm(list);
  await tidyPacks(folder, { isSuspicious: true });
  expect(await listPacks()).toEqual([]);
});

test('packs that grew much are looked through', async () => {
  const [pack] = await makePack([1], 2 * DAY_MS);
  await tidyPacks(folder);
  await fs.truncate(pack!.path, 70 * 2 ** 20);
  await age(pack!.path);
  await tidyPacks(folder);
  expect(await listPacks()).toEqual([]);
});
