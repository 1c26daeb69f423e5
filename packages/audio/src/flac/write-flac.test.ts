import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createMD5 } from 'hash-wasm';
import { afterAll, describe, expect, test } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { openCodecMemory } from '../chunks/codec-memory.ts';
import { openAudio } from '../open-audio.ts';
import { createRandom } from '../testing/synthesise.ts';
import { codeNumber, encodeBlock } from './encode-block.ts';
import { type FlacBlock, readCarriedBlocks } from './flac-blocks.ts';
import { FlacFrameDecoder } from './flac-frame.ts';
import { type FlacShape, isFlacShape } from './flac-shape.ts';
import { openFlacWriter } from './write-flac.ts';

const hasFlac = !spawnSync('flac', ['--version']).error;
if (!hasFlac) console.log('flac is not installed: what is written is not read with it');

const folder = mkdtempSync(join(tmpdir(), 'beatflow-flac-'));
afterAll(() => rmSync(folder, { recursive: true }));

const depths = [8, 16, 24] as const;
const lengths = [1, 63, 64, 4095, 4096, 4097];

const shapeOf = (bitDepth: FlacShape['bitDepth'], channels: number, sampleRate = 48_000): FlacShape => ({
  bitDepth,
  channels,
  sampleRate,
  sampleFormat: 'int',
});

type Sound = (frame: number, channel: number, full: number) => number;
const random = createRandom(3);
const sounds: Record<string, Sound> = {
  silence: () => 0,
  noise: (_, __, full) => (random() * 2 - 1) * full,
  extremes: (_, __, full) => (random() < 0.5 ? -full : full - 1),
  'a ramp': (frame, channel, full) => ((frame * (channel + 1) * 3) % (2 * full)) - full,
  'a tone': (frame, channel, full) => 0.6 * full * Math.sin(frame / (20 + channel)),
  'a tone, then noise': (frame, _, full) => (frame < 5000 ? 0.5 * full * Math.sin(frame / 9) : (random() - 0.5) * full),
  'few levels': (frame, _, full) => (full / 4) * Math.round(2 * Math.sin(frame / 30)),
};

function makePcm({ bitDepth, channels }: FlacShape, frames: number, sound: Sound): Uint8Array {
  const sampleBytes = bitDepth / 8;
  const full = 2 ** (bitDepth - 1);
  const bytes = Buffer.alloc(frames * channels * sampleBytes);
  for (let frame = 0, at = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++, at += sampleBytes) {
      bytes.writeIntLE(Math.max(-full, Math.min(full - 1, Math.round(sound(frame, channel, full)))), at, sampleBytes);
    }
  }
  return bytes;
}

async function write(shape: FlacShape, pcm: Uint8Array, blocks: FlacBlock[] = [], step = pcm.length) {
  const frameBytes = shape.channels * (shape.bitDepth / 8);
  const writer = await openFlacWriter(shape, pcm.length / frameBytes, blocks);
  const parts: Uint8Array[] = [new Uint8Array(writer.headerBytes)];
  for (let at = 0; at < pcm.length; at += step) parts.push(writer.append(pcm.subarray(at, at + step)));
  const { last, header } = writer.finish();
  expect(header.length).toBe(writer.headerBytes);
  parts[0] = header;
  return Buffer.concat([...parts, last]);
}

async function read(file: Uint8Array) {
  const reader = await openAudio(bytesSource(file));
  const parts: Buffer[] = [];
  for await (const { bytes } of reader.blocks()) parts.push(Buffer.from(bytes));
  return { facts: reader.facts, pcm: Buffer.concat(parts) };
}

const kinds = depths.flatMap((depth) => [1, 2, 3, 4, 5, 6, 7, 8].map((channels) => [depth, channels] as const));

test.each(kinds)(
  '%i bits, %i channels: what is written is read again, whatever its length',
  async (depth, channels) => {
    const shape = shapeOf(depth, channels);
    for (const sound of Object.values(sounds)) {
      for (const frames of lengths) {
        const pcm = makePcm(shape, frames, sound);
        const { facts, pcm: decoded } = await read(await write(shape, pcm));
        expect(facts).toMatchObject({ ...shape, format: 'flac', frames });
        expect(Buffer.compare(decoded, pcm)).toBe(0);
      }
    }
  },
);

test('any bytes are read again, and the same however they came', async () => {
  const any = fc.record({
    depth: fc.constantFrom(...depths),
    channels: fc.integer({ min: 1, max: 8 }),
    sampleRate: fc.integer({ min: 4000, max: 768_000 }),
    frames: fc.integer({ min: 1, max: 9000 }),
    sound: fc.constantFrom(...Object.values(sounds)),
    step: fc.integer({ min: 1, max: 9000 }),
  });
  await fc.assert(
    fc.asyncProperty(any, async ({ depth, channels, sampleRate, frames, sound, step }) => {
      const shape = shapeOf(depth, channels, sampleRate);
      const pcm = makePcm(shape, frames, sound);
      const file = await write(shape, pcm);
      const { facts, pcm: decoded } = await read(file);
      expect(facts).toMatchObject({ ...shape, frames });
      expect(Buffer.compare(decoded, pcm)).toBe(0);
      expect(Buffer.compare(await write(shape, pcm, [], step * channels * (depth / 8)), file)).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test('sound becomes smaller, and noise hardly larger', async () => {
  const shape = shapeOf(16, 2);
  const tone = makePcm(shape, 20_000, sounds['a tone']!);
  expect((await write(shape, tone)).length).toBeLessThan(tone.length / 2);
  const noise = makePcm(shape, 20_000, sounds.noise!);
  expect((await write(shape, noise)).length).toBeLessThan(noise.length + 200);
});

test('the header tells the checksum of the sound, its length and the largest frame', async () => {
  const shape = shapeOf(24, 2, 44_100);
  const pcm = makePcm(shape, 10_000, sounds.noise!);
  const file = await write(shape, pcm);
  const md5 = (await createMD5()).update(pcm).digest();
  expect(file.subarray(26, 42).toString('hex')).toBe(md5);
  expect([file.readUInt16BE(8), file.readUInt16BE(10)]).toEqual([4096, 4096]);
  // Of noise, verbatim frames: header, checksum, a byte for each subframe.
  const frame = (frames: number) => 8 + 2 + 2 + frames * 6;
  expect([file.readUIntBE(12, 3), file.readUIntBE(15, 3)]).toEqual([frame(10_000 - 8192), frame(4096)]);
});

test('sound that is not as long as announced is a mistake', async () => {
  const writer = await openFlacWriter(shapeOf(16, 1), 10);
  writer.append(new Uint8Array(18));
  expect(() => writer.finish()).toThrow('not as much sound');
});

describe('the number of a frame', () => {
  test.each([
    [0, '00'],
    [0x7f, '7f'],
    [0x80, 'c280'],
    [0x7ff, 'dfbf'],
    [0x800, 'e0a080'],
    [0xffff, 'efbfbf'],
    [0x1_0000, 'f0908080'],
    [0x1f_ffff, 'f7bfbfbf'],
    [0x20_0000, 'f888808080'],
    [0x3ff_ffff, 'fbbfbfbfbf'],
    [0x400_0000, 'fc8480808080'],
    [0x7fff_ffff, 'fdbfbfbfbfbf'],
  ])('%i is coded as in the standard', (number, hex) => {
    expect(Buffer.from(codeNumber(number)).toString('hex')).toBe(hex);
  });

  test.each([0x80, 0x800, 0x1_0000, 0x20_0000, 0x400_0000])('may be as large as %i', async (number) => {
    const shape = shapeOf(16, 2);
    const memory = await openCodecMemory();
    for (const sound of [sounds['a tone']!, sounds.noise!]) {
      const pcm = makePcm(shape, 4096, sound);
      const frame = encodeBlock(memory, pcm, shape, number);
      const decoder = new FlacFrameDecoder({ ...shape, frames: 0, maxBlockFrames: 4096, framesOffset: 0 });
      expect(decoder.decode(frame)).toEqual({ frames: 4096, bytes: frame.length });
      expect(decoder.planes[0]?.[77]).toBe(Buffer.from(pcm).readInt16LE(77 * 4));
    }
  });
});

test('other depths, floats and more channels are not written', () => {
  const shape = shapeOf(16, 8);
  expect(isFlacShape(shape)).toBe(true);
  const others = [{ bitDepth: 12 }, { bitDepth: 20 }, { bitDepth: 32 }, { channels: 9 }];
  for (const other of others) expect(isFlacShape({ ...shape, ...other })).toBe(false);
  expect(isFlacShape({ ...shape, bitDepth: 32, sampleFormat: 'float' })).toBe(false);
});

async function carriedOf(file: Uint8Array, isSameLength = true): Promise<FlacBlock[]> {
  const blocks = await readCarriedBlocks(bytesSource(file), { isSameLength });
  return blocks.map(({ type, bytes }) => ({ type, bytes: Uint8Array.from(bytes) }));
}

describe('what a file says about itself', () => {
  const shape = shapeOf(16, 1);
  const pcm = makePcm(shape, 5000, sounds['a tone']!);
  const text = (value: string) => Uint8Array.from(Buffer.from(value));
  const block = (type: number, bytes: Uint8Array): FlacBlock => ({ type, bytes });
  const comment = block(4, text('a comment'));
  const picture = block(6, new Uint8Array(100_000).fill(7));
  const cueSheet = block(5, text('a cue sheet'));
  const application = block(2, text('ATCHsomething'));
  const riff = block(2, text('riffRIFF'));
  const all = [application, comment, cueSheet, riff, picture];
  const padding = block(1, new Uint8Array(20));
  const seekTable = block(3, new Uint8Array(18));

  test('is carried in order, but for padding and the seek table', async () => {
    const file = await write(shape, pcm, [seekTable, ...all, padding]);
    expect(await carriedOf(file)).toEqual(all);
    const { pcm: decoded } = await read(await write(shape, pcm, all));
    expect(Buffer.compare(decoded, pcm)).toBe(0);
  });

  test('is carried without what counts frames where the length is another', async () => {
    const file = await write(shape, pcm, [padding, ...all]);
    const carried = await carriedOf(file, false);
    expect(carried).toEqual([application, comment, picture]);
  });

  test('is found behind an ID3 tag', async () => {
    const tag = Buffer.from([...text('ID3'), 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5]);
    const file = Buffer.concat([tag, await write(shape, pcm, [comment])]);
    expect(await carriedOf(file)).toEqual([comment]);
  });

  test('is nothing in a file that ends before its sound', async () => {
    const file = await write(shape, pcm);
    expect(await carriedOf(file.subarray(0, 30))).toEqual([]);
  });
});

describe.runIf(hasFlac)('flac itself', () => {
  const checkWithFlac = (...paths: string[]) =>
    spawnSync('flac', ['--test', '--silent', '--warnings-as-errors', ...paths], { encoding: 'utf8' });

  test.each(kinds)('%i bits, %i channels: finds no error, and decodes the same', async (depth, channels) => {
    const shape = shapeOf(depth, channels, 44_100);
    const written: string[] = [];
    for (const [name, sound] of Object.entries(sounds)) {
      for (const frames of [1, 4095, 4096, 4097]) {
        const path = join(folder, `${depth}-${channels}-${name}-${frames}.flac`);
        const pcm = makePcm(shape, frames, sound);
        writeFileSync(path, await write(shape, pcm));
        written.push(path);
        if (frames !== 4097) continue;
        const raw = join(folder, 'file.raw');
        const options = ['-d', '-f', '-s', '--force-raw-format', '--endian=little', '--sign=signed', path, '-o', raw];
        expect(spawnSync('flac', options).status, path).toBe(0);
        expect(Buffer.compare(readFileSync(raw), pcm), path).toBe(0);
      }
    }
    const checked = checkWithFlac(...written);
    expect(checked.status, checked.stderr).toBe(0);
  });

  test('reads many blocks', async () => {
    const shape = shapeOf(8, 1, 8000);
    const pcm = makePcm(shape, 4096 * 300, (frame) => (frame % 8192 < 4096 ? 20 : frame % 50));
    const path = join(folder, 'long.flac');
    writeFileSync(path, await write(shape, pcm));
    const checked = checkWithFlac(path);
    expect(checked.status, checked.stderr).toBe(0);
  });
});
