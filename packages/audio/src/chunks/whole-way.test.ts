import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { createRandom, synthesise } from '../testing/synthesise.ts';
import { writeAiff } from '../testing/write-aiff.ts';
import { joinBytes } from '../testing/write-chunks.ts';
import { writeWav } from '../testing/write-wav.ts';
import { type ChunkCodec, openChunkCodec } from './chunk-codec.ts';
import { averageChunkBytes } from './find-cut.ts';
import { readChunks } from './read-chunks.ts';
import { readFileLayout } from './read-file-layout.ts';

let codec: ChunkCodec;
beforeAll(async () => {
  codec = await openChunkCodec();
});

const notes = fc.array(
  fc.record({ name: fc.constantFrom('bext', 'iXML', 'cue ', 'JUNK', 'id3 '), size: fc.integer({ min: 0, max: 3000 }) }),
  { maxLength: 3 },
);
const encodings = fc.constantFrom(
  { bitDepth: 8, sampleFormat: 'int' as const },
  { bitDepth: 16, sampleFormat: 'int' as const },
  { bitDepth: 20, sampleFormat: 'int' as const },
  { bitDepth: 24, sampleFormat: 'int' as const },
  { bitDepth: 32, sampleFormat: 'int' as const },
  { bitDepth: 32, sampleFormat: 'float' as const },
  { bitDepth: 64, sampleFormat: 'float' as const },
);
const sounds = fc.record({
  encoding: encodings,
  frames: fc.integer({ min: 1, max: 40_000 }),
  channels: fc.integer({ min: 1, max: 9 }),
  before: notes,
  after: notes,
  isAiff: fc.boolean(),
  compression: fc.constantFrom(undefined, 'sowt', 'twos'),
  wide: fc.constantFrom(undefined, 'RF64' as const, 'BW64' as const),
  streamedSize: fc.constantFrom(undefined, undefined, 0, 0xffff_ffff),
  formatLast: fc.boolean(),
  cutBytes: fc.integer({ min: 0, max: 20 }),
});

it('gives back any audio file that was cut, packed, unpacked and put together', async () => {
  await fc.assert(
    fc.asyncProperty(sounds, async ({ encoding, frames, channels, isAiff, compression, cutBytes, ...options }) => {
      const planes = synthesise({ frames, channels });
      const toChunk = ({ name, size }: { name: string; size: number }) => ({ name, body: new Uint8Array(size) });
      const before = options.before.map(toChunk);
      const after = options.after.map(toChunk);
      const float = encoding.bitDepth === 64 ? 'fl64' : 'fl32';
      const file = isAiff
        ? writeAiff(planes, {
            ...encoding,
            before,
            compression: encoding.sampleFormat === 'float' ? float : compression,
          })
        : writeWav(planes, { ...options, ...encoding, before, after });
      // Cut a little short, as copying may end: then it is no audio any more, and kept all the same.
      const source = bytesSource(file.subarray(0, file.length - (cutBytes > 15 ? cutBytes : 0)));
      const parts: Uint8Array[] = [];
      for await (const { bytes, layout, length } of readChunks(source, await readFileLayout(source))) {
        parts.push(codec.decode(codec.encode(bytes, layout), length));
      }
      expect(Buffer.compare(joinBytes(parts), await source.read(0, source.size))).toBe(0);
    }),
    { numRuns: 40 },
  );
});

it('finds the sound wherever it lies in a file', async () => {
  const planes = synthesise({ frames: 1000 });
  const body = new Uint8Array(601);
  const wav = writeWav(planes, { bitDepth: 24, wide: 'RF64', before: [{ name: 'bext', body }], formatLast: true });
  expect(await readFileLayout(bytesSource(wav))).toMatchObject({
    pcm: { offset: 12 + 36 + 610 + 8, length: 6000, shape: { channels: 2, sampleBytes: 3, bigEndian: false } },
  });
  const aiff = writeAiff(planes, { bitDepth: 16, offset: 10 });
  expect(await readFileLayout(bytesSource(aiff))).toMatchObject({
    pcm: { length: 4000, shape: { channels: 2, sampleBytes: 2, bigEndian: true, sampleFormat: 'int' } },
  });
});

it('makes chunks of about the size that it aims at', async () => {
  const random = createRandom(5);
  const noise = [0, 1].map(() => Float64Array.from({ length: 3_000_000 }, () => random() - 0.5));
  let count = 0;
  const file = writeWav(noise, { bitDepth: 16 });
  const source = bytesSource(file);
  for await (const { layout } of readChunks(source, await readFileLayout(source))) if (layout) count++;
  expect(file.length / count / averageChunkBytes).toBeGreaterThan(0.8);
  expect(file.length / count / averageChunkBytes).toBeLessThan(1.25);
});
