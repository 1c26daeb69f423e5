import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { analyzeAudio } from './analyze-audio.ts';
import { blobSource, bytesSource } from './byte-source.ts';
import { fixtureUrl, synthesise, toSampleBytes, writeAiff, writeWav } from './testing/index.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const analyze = (bytes: Uint8Array) => analyzeAudio(bytesSource(bytes));

describe('the PCM digest', () => {
  test('is the same in WAV, AIFF and FLAC', async () => {
    const planes = synthesise({ frames: 9000 });
    const flac = await analyze(new Uint8Array(await readFile(fixtureUrl('song-24.flac'))));
    const others = [
      writeWav(planes, { bitDepth: 24 }),
      writeWav(planes, { bitDepth: 24, wide: 'RF64' }),
      writeAiff(planes, { bitDepth: 24 }),
      writeAiff(planes, { bitDepth: 24, compression: '42ni' }),
    ];
    for (const other of others) {
      const { pcmDigest, fileDigest } = await analyze(other);
      expect(pcmDigest).toBe(flac.pcmDigest);
      expect(fileDigest).not.toBe(flac.fileDigest);
    }
    expect(flac.pcmDigest).toBe(sha256(toSampleBytes(planes, { bitDepth: 24 })));
  });

  test('of 8-bit WAV is that of its signed samples', async () => {
    const planes = synthesise({ frames: 500 });
    const wav = await analyze(writeWav(planes, { bitDepth: 8 }));
    expect(wav.pcmDigest).toBe(sha256(toSampleBytes(planes, { bitDepth: 8 })));
    expect(wav.pcmDigest).toBe((await analyze(writeAiff(planes, { bitDepth: 8 }))).pcmDigest);
  });
});

test('the file digest covers every byte, whatever was jumped over', async () => {
  const planes = synthesise({ frames: 200_000 });
  const after = [{ name: 'bext', body: new Uint8Array(300_001).fill(7) }];
  const bytes = writeWav(planes, { bitDepth: 16, after, formatLast: true });
  expect((await analyze(bytes)).fileDigest).toBe(sha256(bytes));
});

test('a Blob and an array give the same answer', async () => {
  const bytes = writeWav(synthesise({ frames: 70_000 }), { bitDepth: 24 });
  expect(await analyzeAudio(blobSource(new Blob([bytes as Uint8Array<ArrayBuffer>])))).toEqual(await analyze(bytes));
});

test('a WAV file is read once, in bounded pieces', async () => {
  const bytes = writeWav(synthesise({ frames: 400_000 }), { bitDepth: 24 });
  let total = 0;
  let largest = 0;
  const read = (offset: number, length: number) => {
    total += length;
    largest = Math.max(largest, length);
    return Promise.resolve(bytes.subarray(offset, offset + length));
  };
  await analyzeAudio({ size: bytes.length, read });
  expect(total).toBeLessThan(bytes.length + 70_000);
  expect(largest).toBeLessThanOrEqual(1024 * 1024);
});

test('each block of PCM is handed over in order, and waited for', async () => {
  const planes = synthesise({ frames: 300_000 });
  const hash = createHash('sha256');
  let next = 0;
  const { pcmDigest, facts } = await analyzeAudio(bytesSource(writeWav(planes, { bitDepth: 24 })), {
    onPcm: async (block, blockFacts) => {
      expect(block.startFrame).toBe(next);
      expect(blockFacts.channels).toBe(2);
      next += block.frames;
      await Promise.resolve();
      hash.update(block.bytes);
    },
  });
  expect(next).toBe(facts.frames);
  expect(hash.digest('hex')).toBe(pcmDigest);
});

test('an aborted analysis stops', async () => {
  const bytes = writeWav(synthesise({ frames: 1000 }), { bitDepth: 24 });
  await expect(analyzeAudio(bytesSource(bytes), { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test('a file that ends while it is read is cut short', async () => {
  const bytes = writeWav(synthesise({ frames: 300_000 }), { bitDepth: 24 });
  const read = (offset: number, length: number) =>
    Promise.resolve(bytes.subarray(offset, Math.min(1_000_000, offset + length)));
  await expect(analyzeAudio({ size: bytes.length, read })).rejects.toMatchObject({ reason: 'audio-truncated' });
});
