import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { analyzeAudio } from './analyze-audio.ts';
import { bytesSource } from './byte-source.ts';
import { digestPcm } from './digest-pcm.ts';
import { fixtureUrl, synthesise, writeAiff, writeWav } from './testing/index.ts';

const planes = synthesise({ frames: 300_000 });

test.each([
  ['WAV of 8 bits', writeWav(planes, { bitDepth: 8 })],
  ['WAV of 16 bits', writeWav(planes, { bitDepth: 16 })],
  ['WAV of 24 bits whose format comes last', writeWav(planes, { bitDepth: 24, formatLast: true })],
  ['RF64', writeWav(planes, { bitDepth: 24, wide: 'RF64' })],
  ['AIFF', writeAiff(planes, { bitDepth: 24 })],
  ['AIFF of 8 bits', writeAiff(planes, { bitDepth: 8 })],
  ['AIFF-C, the lowest byte first', writeAiff(planes, { bitDepth: 24, compression: '42ni' })],
])('%s is what a whole analysis says, whoever hashes it', async (_name, bytes) => {
  const { facts, pcmDigest } = await analyzeAudio(bytesSource(bytes));
  expect(await digestPcm(bytesSource(bytes))).toEqual({ facts, pcmDigest });
  const digestRange = (offset: number, length: number) =>
    createHash('sha256')
      .update(bytes.subarray(offset, offset + length))
      .digest('hex');
  expect(await digestPcm(bytesSource(bytes), { digestRange })).toEqual({ facts, pcmDigest });
});

test('nothing is said of a file that has to be decoded', async () => {
  expect(await digestPcm(bytesSource(new Uint8Array(await readFile(fixtureUrl('song-24.flac')))))).toBeNull();
});

test('what is refused by an analysis is refused', async () => {
  const short = writeWav(planes, { bitDepth: 24 }).subarray(0, 100_000);
  await expect(digestPcm(bytesSource(short))).rejects.toMatchObject({ reason: 'audio-truncated' });
  const options = { limits: { maxSeconds: 1 } };
  const long = writeWav(planes, { bitDepth: 24 });
  await expect(digestPcm(bytesSource(long), options)).rejects.toMatchObject({ reason: 'audio-too-long' });
});
