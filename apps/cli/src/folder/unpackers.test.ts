import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChunkCodec } from '@beatflow/audio/chunks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChunkPlace } from './chunk-place.ts';
import { FileCopy } from './file-copy.ts';
import { Unpacking, unpackAll, type WholeJob } from './unpackers.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const shape = { channels: 2, sampleBytes: 2, sampleFormat: 'int', bigEndian: false, unsigned: false } as const;

let folder: string;
let file: Buffer;
let places: ChunkPlace[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-unpack-'));
  const codec = await openChunkCodec();
  const path = join(folder, 'pack');
  const [chunks, stored]: [Buffer[], Uint8Array[]] = [[], []];
  let offset = 0;
  places = [];
  for (let number = 0; number < 12; number++) {
    const samples = Int16Array.from({ length: 40_000 }, (_, at) => 9000 * Math.sin(at * (0.01 + number * 0.003)));
    const bytes = Buffer.from(samples.buffer);
    const kept = codec.encode(bytes, shape);
    places.push({ digest: sha256(bytes), size: bytes.length, path, offset, storedSize: kept.bytes.length, ...kept });
    offset += kept.bytes.length;
    chunks.push(bytes);
    stored.push(kept.bytes);
  }
  file = Buffer.concat(chunks);
  await writeFile(path, Buffer.concat(stored));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function copyTo(name: string, chunks: ChunkPlace[] = places): WholeJob & { kind: 'copy' } {
  return { kind: 'copy', digest: sha256(file), target: join(folder, name), chunks };
}

test('several threads write files out of chunks, each of them whole', async () => {
  expect(places.every(({ encoding }) => encoding === 'flac')).toBe(true);
  const jobs = Array.from({ length: 6 }, (_, at) => copyTo(`copy-${at}`));
  expect(await unpackAll(jobs, 1)).toEqual(new Set());
  for (const { target } of jobs) expect((await readFile(target)).equals(file)).toBe(true);
});

test.each([
  ['right', 0],
  ['wrong', 1],
])('a long file is written in parts while its chunks come, and all of it is found %s', async (_, wrongChunks) => {
  const times = 9;
  const coming = Array.from({ length: times }, () => places).flat();
  const whole = Buffer.concat(Array.from({ length: times }, () => file));
  const target = join(folder, `long-${wrongChunks}`);
  const unpacking = new Unpacking(whole.length, 1);
  const copy = new FileCopy({ digest: sha256(whole), target, chunkCount: coming.length }, (part) =>
    unpacking.add(part),
  );
  for (let here = 5; here < coming.length; here += 7) copy.grow(coming.slice(0, here));
  expect(copy.isGiven).toBe(false);
  copy.grow([...coming.slice(0, coming.length - wrongChunks), ...places.slice(0, wrongChunks)]);
  expect(copy.isGiven).toBe(true);
  const damaged = await unpacking.finish();
  if (wrongChunks === 0) expect((await readFile(target)).equals(whole)).toBe(true);
  else await expect(stat(target)).rejects.toThrow('ENOENT');
  expect(damaged).toEqual(new Set(wrongChunks === 0 ? [] : [copy.digest]));
});

test('what is damaged is named, and is not written', async () => {
  const path = join(folder, 'bad-pack');
  const bytes = await readFile(join(folder, 'pack'));
  bytes[places[3]!.offset + 500]! ^= 1;
  await writeFile(path, bytes);
  const bad = places.map((place) => ({ ...place, path }));
  expect(await unpackAll([{ kind: 'check', chunks: bad }])).toEqual(new Set([bad[3]!.digest]));
  const job = copyTo('bad-copy', bad);
  expect(await unpackAll([job, copyTo('good-copy')], 1)).toEqual(new Set([job.digest]));
  await expect(stat(job.target)).rejects.toThrow('ENOENT');
});

test.each([
  ['lost', (place: ChunkPlace) => ({ ...place, path: join(folder, 'nowhere') })],
  ['cut short', (place: ChunkPlace) => ({ ...place, offset: place.offset + 10_000_000 })],
  ['kept in an unknown way', (place: ChunkPlace) => ({ ...place, version: 99 })],
])('a chunk that is %s counts as damaged', async (_, change) => {
  const chunk = change(places[2]!);
  expect(await unpackAll([{ kind: 'check', chunks: [places[1]!, chunk] }])).toEqual(new Set([chunk.digest]));
});

test('a disk that refuses is told as what it is, from every thread', async () => {
  const jobs = Array.from({ length: 4 }, (_, at) => ({ ...copyTo('x'), target: join(folder, 'no', `${at}`) }));
  await expect(unpackAll(jobs, 1)).rejects.toMatchObject({ code: 'ENOENT' });
});
