import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bytesSource, toAiffSamples, toWavSamples, writeAiffHeader, writeWavHeader } from '@beatflow/audio';
import { hashChunks } from '@beatflow/audio/chunks';
import { openFlacWriter } from '@beatflow/audio/flac';
import type { ChunkName } from '@beatflow/shared';
import type { Page, Request } from '@playwright/test';
import { chooseFiles, createSong, type Files, openSong, press } from './push-support/push-page.ts';
import { expect, test } from './support/journey.ts';
import { createNoise } from './support/wav.ts';

const SAMPLE_RATE = 44_100;
/** Odd, and enough for some chunks. */
const FRAMES = 150_001;
const fixtures = new URL('../../../packages/audio/src/testing/fixtures/', import.meta.url);

type Shape = { channels: number; bitDepth: 8 | 16 | 24 | 32 } & (
  | { sampleFormat: 'int'; bitDepth: 8 | 16 | 24 }
  | { sampleFormat: 'float'; bitDepth: 32 }
);

const int = (bitDepth: 8 | 16 | 24, channels: number) => ({ bitDepth, channels, sampleFormat: 'int' as const });
const float = (channels: number) => ({ bitDepth: 32 as const, channels, sampleFormat: 'float' as const });

/** Soft noise, as canonical PCM. */
function makeSound({ channels, bitDepth, sampleFormat }: Shape, seed: number): Buffer {
  const noise = createNoise(seed);
  const sampleBytes = bitDepth / 8;
  const pcm = Buffer.alloc(FRAMES * channels * sampleBytes);
  for (let at = 0; at < pcm.length; at += sampleBytes) {
    const value = noise() / 2 ** 32 - 0.5;
    if (sampleFormat === 'float') pcm.writeFloatLE(value / 3, at);
    else pcm.writeIntLE(Math.round((value * 2 ** bitDepth) / 3), at, sampleBytes);
  }
  return pcm;
}

function makeFile(container: 'wav' | 'aiff', given: Shape, seed: number, tail = ''): Buffer<ArrayBuffer> {
  const shape = { ...given, sampleRate: SAMPLE_RATE };
  const [writeHeader, toSamples] =
    container === 'wav' ? [writeWavHeader, toWavSamples] : [writeAiffHeader, toAiffSamples];
  const samples = toSamples(makeSound(given, seed), shape);
  return Buffer.concat([
    writeHeader(shape, FRAMES),
    samples,
    Buffer.alloc(samples.length % 2),
    Buffer.from(tail),
  ]) as Buffer<ArrayBuffer>;
}

async function makeFlac(given: Shape & { sampleFormat: 'int' }, seed: number): Promise<Buffer<ArrayBuffer>> {
  const writer = await openFlacWriter({ ...given, sampleRate: SAMPLE_RATE }, FRAMES);
  const body = writer.append(makeSound(given, seed));
  const { last, header } = writer.finish();
  return Buffer.concat([header, body, last]) as Buffer<ArrayBuffer>;
}

async function makeFiles(): Promise<Files> {
  const compressed = ['song-24.flac', 'song.mp3', 'song.ogg', 'song.opus', 'song.m4a'];
  const read = compressed.map(async (name, at) => {
    const bytes = await readFile(fileURLToPath(new URL(name, fixtures)));
    return [`Fixture ${at} ${name}`, bytes as Buffer<ArrayBuffer>] as const;
  });
  return {
    'Eight.wav': makeFile('wav', int(8, 1), 1),
    'Sixteen.wav': makeFile('wav', int(16, 2), 2),
    'Mono.wav': makeFile('wav', int(24, 1), 3),
    'Stereo.wav': makeFile('wav', int(24, 2), 4, 'what no chunk says'),
    'Six channels.wav': makeFile('wav', int(16, 6), 5),
    'Float.wav': makeFile('wav', float(2), 6),
    'Sixteen.aiff': makeFile('aiff', int(16, 2), 7),
    'Twenty-four.aiff': makeFile('aiff', int(24, 1), 8),
    'Float.aifc': makeFile('aiff', float(2), 9),
    'Sixteen.flac': await makeFlac(int(16, 2), 10),
    'Twenty-four.flac': await makeFlac(int(24, 1), 11),
    ...Object.fromEntries(await Promise.all(read)),
  };
}

/** The list of chunks that a file is put together by: alone, or before the chunks that travel along. */
function readList(request: Request): ChunkName[] {
  const body = request.postDataBuffer()!;
  const isAlone = request.headers()['content-type'] === 'application/json';
  const list = isAlone ? body : body.subarray(4, 4 + body.readUInt32LE(0));
  return (JSON.parse(list.toString()) as { chunks: ChunkName[] }).chunks;
}

/** What the page tells the server of the files that it sends: their chunks, by the SHA-256 of the file. */
async function recordChunks(page: Page): Promise<Map<string, ChunkName[]>> {
  const sent = new Map<string, ChunkName[]>();
  await page.route('**/audio/*/seal', async (route) => {
    const digest = new URL(route.request().url()).pathname.split('/')[2]!;
    sent.set(digest, readList(route.request()));
    await route.continue();
  });
  return sent;
}

test('Chromium cuts every kind of file into the chunks that Node cuts it into', async ({ page, newPerson }) => {
  test.setTimeout(240_000);
  const song = await createSong(page, newPerson, {});
  const files = await makeFiles();
  const sent = await recordChunks(page);
  await openSong(page, song.path);
  await chooseFiles(page, files);
  await page.getByLabel('What is new?').fill('Every kind');
  await press(page, 'Push');
  await expect(page).toHaveURL(/\/commit\//, { timeout: 180_000 });
  for (const [name, bytes] of Object.entries(files)) {
    const { digest, chunks } = await hashChunks(bytesSource(bytes));
    const names = chunks.map((chunk): ChunkName => [chunk.digest, chunk.length]);
    expect(sent.get(digest), name).toEqual(names);
    if (bytes.length > 1e6) expect(names.length, name).toBeGreaterThan(2);
  }
  expect(sent.size).toBe(Object.keys(files).length);
});
