import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { createRandom, synthesise } from '../testing/synthesise.ts';
import { writeAiff } from '../testing/write-aiff.ts';
import { joinBytes, textBytes } from '../testing/write-chunks.ts';
import { writeWav } from '../testing/write-wav.ts';
import { type Chunk, createChunker } from './create-chunker.ts';
import { type FileLayout, plainBytes } from './file-layout.ts';
import { maxChunkBytes } from './find-cut.ts';
import { readChunks } from './read-chunks.ts';
import { readFileLayout } from './read-file-layout.ts';

function noise(length: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length }, () => random() * 256);
}

function cutInParts(bytes: Uint8Array, layout: FileLayout, sizes: readonly number[]): Chunk[] {
  const chunker = createChunker(layout);
  const chunks: Chunk[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    chunks.push(...chunker.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...chunks, ...chunker.finish()];
}

async function cutFile(bytes: Uint8Array): Promise<Chunk[]> {
  const source = bytesSource(bytes);
  const chunks: Chunk[] = [];
  for await (const chunk of readChunks(source, await readFileLayout(source))) chunks.push(chunk);
  return chunks;
}

const places = (chunks: readonly Chunk[]) => chunks.map(({ offset, length }) => [offset, length]);
const together = (chunks: readonly Chunk[]) => joinBytes(chunks.map(({ bytes }) => bytes));
const nameOf = ({ bytes }: Chunk) => Buffer.from(bytes).toString('latin1');

/** How many bytes of `after` are in no chunk of `before`. */
function newBytes(before: readonly Chunk[], after: readonly Chunk[]): number {
  const known = new Set(before.map(nameOf));
  return after.filter((chunk) => !known.has(nameOf(chunk))).reduce((sum, { length }) => sum + length, 0);
}

describe('cutting', () => {
  it('gives any bytes back, however they are fed and whatever is thought to be in them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.array(fc.integer({ min: 1, max: 700_000 }), { minLength: 1, maxLength: 5 }),
        fc.option(
          fc.record({
            offset: fc.integer({ min: 0, max: 5000 }),
            frames: fc.integer({ min: 0, max: 300_000 }),
            channels: fc.integer({ min: 1, max: 32 }),
            sampleBytes: fc.constantFrom(1, 2, 3, 4, 8),
          }),
        ),
        (size, sizes, pcm) => {
          const bytes = noise(size, size);
          const layout: FileLayout = pcm
            ? {
                pcm: {
                  offset: pcm.offset,
                  length: pcm.frames * pcm.channels * pcm.sampleBytes,
                  shape: { ...pcm, sampleFormat: 'int', bigEndian: false, unsigned: false },
                },
              }
            : plainBytes;
          const chunks = cutInParts(bytes, layout, sizes);
          expect(Buffer.compare(together(chunks), bytes)).toBe(0);
          expect(places(chunks)).toEqual(places(cutInParts(bytes, layout, [size + 1])));
          for (const { length } of chunks) expect(length).toBeLessThanOrEqual(maxChunkBytes);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('does not depend on being fed byte by byte', () => {
    const bytes = noise(300_000, 7);
    expect(places(cutInParts(bytes, plainBytes, [1]))).toEqual(places(cutInParts(bytes, plainBytes, [300_000])));
  });

  it('cuts sound between frames, and apart from the header and what follows', async () => {
    const file = writeWav(synthesise({ frames: 200_000 }), {
      bitDepth: 24,
      after: [{ name: 'id3 ', body: textBytes('a tag') }],
    });
    const chunks = await cutFile(file);
    expect(chunks.at(0)).toMatchObject({ offset: 0, length: 44, layout: null });
    expect(chunks.at(-1)).toMatchObject({ layout: null });
    for (const { offset, length, layout } of chunks.slice(1, -1)) {
      expect(layout).toMatchObject({ channels: 2, sampleBytes: 3 });
      expect([(offset - 44) % 6, length % 6]).toEqual([0, 0]);
    }
    expect(chunks.length).toBeGreaterThan(6);
  });

  it('treats what is broken or no audio as bytes', async () => {
    for (const file of [textBytes('RIFF'), textBytes('RIFFxxxxWAVEnothing in it'), noise(5000, 1)]) {
      expect(await readFileLayout(bytesSource(file))).toEqual(plainBytes);
      expect(together(await cutFile(file))).toEqual(file);
    }
  });
});

describe.each([
  { name: '16-bit WAV', write: (planes: Float64Array[]) => writeWav(planes, { bitDepth: 16 }) },
  { name: '24-bit WAV', write: (planes: Float64Array[]) => writeWav(planes, { bitDepth: 24 }) },
  { name: 'float WAV', write: (planes: Float64Array[]) => writeWav(planes, { bitDepth: 32, sampleFormat: 'float' }) },
  { name: '24-bit AIFF', write: (planes: Float64Array[]) => writeAiff(planes, { bitDepth: 24 }) },
])('an edit of a $name', ({ write }) => {
  const frames = 20 * 48_000;
  const planes = synthesise({ frames }).map((plane) => {
    const random = createRandom(9);
    return plane.map((value) => value + (random() - 0.5) * 1e-3);
  });
  const original = write(planes);
  const edited = (edit: (plane: Float64Array) => Float64Array) => write(planes.map(edit));
  const spliced = (plane: Float64Array, from: number, to: number, middle: Float64Array) =>
    Float64Array.from([plane.subarray(0, from), middle, plane.subarray(to)].flatMap((part) => Array.from(part)));

  const edits: Record<string, (plane: Float64Array) => Float64Array> = {
    'a punch-in of a second': (plane) => plane.map((value, i) => (i > 480_000 && i < 528_000 ? -value : value)),
    'an inserted bar': (plane) => spliced(plane, 400_001, 400_001, plane.slice(100_000, 196_000)),
    'a bar that was cut out': (plane) => spliced(plane, 300_003, 396_003, new Float64Array(0)),
    'a trimmed beginning': (plane) => plane.slice(12_345),
    'an appended tail': (plane) => spliced(plane, plane.length, plane.length, new Float64Array(48_000)),
  };

  it.each(Object.entries(edits))('%s changes few chunks', async (_, edit) => {
    const before = await cutFile(original);
    const after = await cutFile(edited(edit));
    // What was edited, and on both sides of it the rest of a chunk or two.
    expect(newBytes(before, after)).toBeLessThan(96_000 * 8 + 5 * 200_000);
    expect(newBytes(before, after)).toBeLessThan(original.length * 0.55);
  });
});

it('a new header changes no sound', async () => {
  const planes = synthesise({ frames: 400_000 });
  const before = await cutFile(writeWav(planes, { bitDepth: 24 }));
  const after = await cutFile(
    writeWav(planes, { bitDepth: 24, before: [{ name: 'bext', body: new Uint8Array(603) }], extensibleMask: 3 }),
  );
  expect(newBytes(before, after)).toBeLessThan(1000);
});
