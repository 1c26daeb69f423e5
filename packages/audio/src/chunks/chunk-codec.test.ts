import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOfSources } from '../../codec/digest-of-sources.ts';
import { analyzeAudio } from '../analyze-audio.ts';
import { bytesSource } from '../byte-source.ts';
import { toSampleBytes } from '../testing/sample-bytes.ts';
import { createRandom, synthesise } from '../testing/synthesise.ts';
import { type ChunkCodec, ChunkDamaged, openChunkCodec } from './chunk-codec.ts';
import { sourceDigest } from './codec.gen.ts';
import { type ChunkLayout, frameBytesOf, type PcmShape } from './file-layout.ts';
import { maxChunkBytes } from './find-cut.ts';

let codec: ChunkCodec;
beforeAll(async () => {
  codec = await openChunkCodec();
});

const shapes: Record<string, PcmShape> = {
  'unsigned 8-bit': { sampleBytes: 1, unsigned: true, bigEndian: false, sampleFormat: 'int', channels: 2 },
  '8-bit': { sampleBytes: 1, unsigned: false, bigEndian: true, sampleFormat: 'int', channels: 1 },
  '16-bit': { sampleBytes: 2, unsigned: false, bigEndian: false, sampleFormat: 'int', channels: 2 },
  '16-bit big-endian': { sampleBytes: 2, unsigned: false, bigEndian: true, sampleFormat: 'int', channels: 1 },
  '24-bit': { sampleBytes: 3, unsigned: false, bigEndian: false, sampleFormat: 'int', channels: 2 },
  '24-bit mono': { sampleBytes: 3, unsigned: false, bigEndian: false, sampleFormat: 'int', channels: 1 },
  '24-bit big-endian': { sampleBytes: 3, unsigned: false, bigEndian: true, sampleFormat: 'int', channels: 6 },
  '32-bit': { sampleBytes: 4, unsigned: false, bigEndian: false, sampleFormat: 'int', channels: 2 },
  '32-bit big-endian': { sampleBytes: 4, unsigned: false, bigEndian: true, sampleFormat: 'int', channels: 8 },
  float: { sampleBytes: 4, unsigned: false, bigEndian: false, sampleFormat: 'float', channels: 2 },
  'big-endian float': { sampleBytes: 4, unsigned: false, bigEndian: true, sampleFormat: 'float', channels: 3 },
};

function roundTrip(bytes: Uint8Array, layout: ChunkLayout): string {
  const kept = codec.encode(bytes, layout);
  expect(kept.bytes.length).toBeLessThanOrEqual(bytes.length);
  expect(Buffer.compare(codec.decode(kept, bytes.length), bytes)).toBe(0);
  return kept.encoding;
}

function soundOf(shape: PcmShape, frames: number, peak = 0.7): Uint8Array {
  return toSampleBytes(synthesise({ frames, channels: shape.channels, peak }), {
    ...shape,
    bitDepth: 8 * shape.sampleBytes,
  });
}

const fill: Record<string, (random: () => number) => (at: number) => number> = {
  noise: (random) => () => random() * 256,
  'one value': (random) => {
    const value = random() * 256;
    return () => value;
  },
  'mostly silence': (random) => () => (random() < 0.01 ? random() * 256 : 0),
  extremes: (random) => () => (random() < 0.5 ? 0xff : random() < 0.5 ? 0x7f : 0x80),
  steps: (random) => (at) => (at >> 6) * 3 + (random() < 0.5 ? 1 : 0),
};

describe.each(Object.entries(shapes))('%s', (_, shape) => {
  it.each(Object.keys(fill))('gives back %s of any length', (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer(), (frames, seed) => {
        const length = Math.min(frames * frameBytesOf(shape), maxChunkBytes - (maxChunkBytes % frameBytesOf(shape)));
        roundTrip(Uint8Array.from({ length }, fill[name]!(createRandom(seed))), shape);
      }),
      { numRuns: 6 },
    );
  });

  it('packs sound', () => {
    for (const frames of [100, 4096, 12_000]) roundTrip(soundOf(shape, frames), shape);
    expect(roundTrip(soundOf(shape, 12_000), shape)).toBe(shape.sampleBytes === 4 ? 'flac-split' : 'flac');
  });
});

it('keeps every float: infinite, not a number, tiny, and zero below zero', () => {
  const shape = shapes.float!;
  const odd = [0, -0, 1e-45, -1e-40, 1e-38, 1, -1, 2 ** -24, 2 ** -23, 0.1, 1e-8];
  const finite = new Float32Array(20_000).map((__, i) =>
    i % 50 === 0 ? odd[(i / 50) % odd.length]! : Math.sin(i / 20),
  );
  expect(roundTrip(new Uint8Array(finite.buffer), shape)).toBe('flac-split');
  finite[77] = Number.NaN;
  expect(roundTrip(new Uint8Array(finite.buffer), shape)).toBe('planes');
});

it('finds the integers in floats that were made of them', () => {
  const floats = Float32Array.from({ length: 40_000 }, (_, i) => Math.round(20_000 * Math.sin(i / 9)) / 32_768);
  const ints = Int16Array.from(floats, (value) => value * 32_768);
  const floatBytes = codec.encode(new Uint8Array(floats.buffer), shapes.float!).bytes.length;
  const intBytes = codec.encode(new Uint8Array(ints.buffer), shapes['16-bit']!).bytes.length;
  expect(floatBytes).toBeLessThan(1.1 * intBytes);
});

it('needs little for silence, for one sound on both channels, and for 16 bits in 24', () => {
  const shape = shapes['24-bit']!;
  const size = (bytes: Uint8Array) => codec.encode(bytes, shape).bytes.length;
  const mono = synthesise({ frames: 20_000, channels: 1 });
  const both = toSampleBytes([mono[0]!, mono[0]!], { bitDepth: 24 });
  const narrow = toSampleBytes(synthesise({ frames: 20_000 }), { bitDepth: 16 });
  const wide = Uint8Array.from({ length: 120_000 }, (_, i) =>
    i % 3 === 0 ? 0 : narrow[Math.floor(i / 3) * 2 + (i % 3) - 1]!,
  );
  expect(size(new Uint8Array(120_000))).toBeLessThan(200);
  expect(size(both)).toBeLessThan(0.55 * size(toSampleBytes(synthesise({ frames: 20_000 }), { bitDepth: 24 })));
  expect(size(wide)).toBeLessThan(1.05 * codec.encode(narrow, shapes['16-bit']!).bytes.length);
});

it.each(['16-bit', '24-bit', '24-bit big-endian', '8-bit'])(
  'is a FLAC file that decodes to the %s samples',
  async (name) => {
    const shape = shapes[name]!;
    const bytes = soundOf(shape, 10_000);
    const { facts, pcmDigest } = await analyzeAudio(bytesSource(codec.encode(bytes, shape).bytes));
    const canonical = soundOf({ ...shape, bigEndian: false }, 10_000);
    const { createHash } = await import('node:crypto');
    expect(facts).toMatchObject({ frames: 10_000, channels: shape.channels, bitDepth: 8 * shape.sampleBytes });
    expect(pcmDigest).toBe(createHash('sha256').update(canonical).digest('hex'));
  },
);

it('packs what is no sound where that saves something', () => {
  expect(roundTrip(Buffer.from('<iXML>a note</iXML>'.repeat(100)), null)).toBe('planes');
  expect(roundTrip(new Uint8Array(100), null)).toBe('raw');
  const random = createRandom(1);
  expect(
    roundTrip(
      Uint8Array.from({ length: 50_000 }, () => random() * 256),
      null,
    ),
  ).toBe('raw');
});

it('packs floats of 64 bits, and more channels than FLAC has', () => {
  const doubles = Float64Array.from({ length: 20_000 }, (_, i) => Math.fround(Math.sin(i / 30)));
  const shape = { ...shapes.float!, sampleBytes: 8 };
  expect(roundTrip(new Uint8Array(doubles.buffer), shape)).toBe('planes');
  expect(roundTrip(new Uint8Array(doubles.buffer).subarray(0, 9999), shape)).toBe('planes');
  const many = { ...shapes['16-bit']!, channels: 12 };
  expect(roundTrip(soundOf(many, 5000), many)).toBe('planes');
});

it.each([
  ['24-bit', 'sound'],
  ['float', 'sound'],
  ['8-bit', 'bytes'],
])('answers damaged bytes (%s, %s) with an error, or with as many other bytes, and goes on', (name, layout) => {
  const shape = shapes[name]!;
  const bytes = soundOf(shape, 16_000);
  const kept = codec.encode(bytes, layout === 'sound' ? shape : null);
  const random = createRandom(3);
  for (let i = 0; i < 300; i++) {
    const damaged = kept.bytes.slice(0, i % 3 === 0 ? random() * kept.bytes.length : undefined);
    for (let k = 0; k < 1 + random() * 3; k++)
      damaged[Math.floor(random() ** 3 * damaged.length)]! ^= 1 << (random() * 8);
    try {
      expect(codec.decode({ ...kept, bytes: damaged }, bytes.length).length).toBe(bytes.length);
    } catch (error) {
      expect(error).toBeInstanceOf(ChunkDamaged);
    }
  }
  expect(() => codec.decode(kept, bytes.length + 6)).toThrow(ChunkDamaged);
  expect(() => codec.decode({ ...kept, version: 9 }, bytes.length)).toThrow(ChunkDamaged);
  expect(() => codec.decode({ ...kept, encoding: 'magic' }, bytes.length)).toThrow(ChunkDamaged);
  expect(Buffer.compare(codec.decode(kept, bytes.length), bytes)).toBe(0);
});

it('is the codec that the sources make', () => {
  // When this fails: pnpm --filter @beatflow/audio build:codec
  expect(sourceDigest).toBe(digestOfSources());
});
