import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { analyzeAudio } from './analyze-audio.ts';
import { bytesSource } from './byte-source.ts';
import { openAudio } from './open-audio.ts';
import { decodePcm } from './piece/read-wav-piece.ts';
import { compressedFixtures, fixtureUrl, synthesise } from './testing/index.ts';

const load = async (file: (typeof compressedFixtures)[number]['file']) =>
  new Uint8Array(await readFile(fixtureUrl(file)));

/** How far the sound is above what was changed in it, in decibels. */
function signalToNoise(signal: ArrayLike<number>, heard: ArrayLike<number>): number {
  let [power, error] = [0, 0];
  for (let i = 0; i < signal.length; i++) {
    power += signal[i]! ** 2;
    error += (signal[i]! - heard[i]!) ** 2;
  }
  return 10 * Math.log10(power / error);
}

async function decode(bytes: Uint8Array): Promise<Float32Array[]> {
  const reader = await openAudio(bytesSource(bytes));
  const parts: Uint8Array[] = [];
  for await (const block of reader.blocks()) parts.push(block.bytes.slice());
  return decodePcm(new Uint8Array(Buffer.concat(parts)), reader.facts);
}

describe.each(compressedFixtures)('$file', ({ file, format, codec, sampleRate, channels, frames }) => {
  test('tells its facts', async () => {
    const { facts } = await analyzeAudio(bytesSource(await load(file)));
    expect(facts).toMatchObject({ format, codec, sampleRate, channels, frames, duration: frames / sampleRate });
    expect(facts).toMatchObject(
      codec === 'flac' ? { bitDepth: 24, sampleFormat: 'int' } : { bitDepth: 32, sampleFormat: 'float' },
    );
  });

  test('sounds as what was encoded, from the first frame to the last', async () => {
    const planes = await decode(await load(file));
    const original = synthesise({ frames, sampleRate, channels });
    planes.forEach((plane, channel) => {
      expect(plane).toHaveLength(frames);
      expect(signalToNoise(original[channel]!, plane)).toBeGreaterThan(codec === 'flac' ? 120 : 14);
      expect(signalToNoise(original[channel]!.subarray(1), plane)).toBeLessThan(
        signalToNoise(original[channel]!, plane),
      );
    });
  });

  test('gives the same PCM each time', async () => {
    const bytes = await load(file);
    const [first, second] = [await analyzeAudio(bytesSource(bytes)), await analyzeAudio(bytesSource(bytes))];
    expect(first).toEqual(second);
  });

  test('cut short is refused as such', async () => {
    const bytes = await load(file);
    for (const share of [0.3, 0.6, 0.95]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      await expect(analyzeAudio(bytesSource(cut)), `${share}`).rejects.toMatchObject({ reason: 'audio-truncated' });
    }
  });

  test('longer than the limit is refused before it is decoded', async () => {
    await expect(openAudio(bytesSource(await load(file)), { maxSeconds: 0.1 })).rejects.toMatchObject({
      reason: 'audio-too-long',
    });
  });
});

test('a tag before the sound is stepped over', async () => {
  const tag = new Uint8Array(10 + 300);
  tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 2, 44]);
  for (const file of ['song.mp3', 'song-24.flac'] as const) {
    const bytes = await load(file);
    const tagged = new Uint8Array([...tag, ...bytes]);
    const [plain, stepped] = [await analyzeAudio(bytesSource(bytes)), await analyzeAudio(bytesSource(tagged))];
    expect(stepped.pcmDigest).toBe(plain.pcmDigest);
  }
});
