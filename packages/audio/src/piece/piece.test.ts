import { describe, expect, test } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { openAudio } from '../open-audio.ts';
import { quantise, synthesise, toSampleBytes, writeAiff, writeWav } from '../testing/index.ts';
import { cutPieceAsWav } from './cut-piece.ts';
import { readWavPiece } from './read-wav-piece.ts';
import { writeWavHeader } from './wav-header.ts';

const planes = synthesise({ frames: 4000, channels: 3 });
const int = (bitDepth: number) => ({ bitDepth, sampleFormat: 'int' as const });

async function cut(bytes: Uint8Array, start: number, count: number) {
  return readWavPiece(await cutPieceAsWav(await openAudio(bytesSource(bytes)), start, count));
}

describe('a piece', () => {
  test.each([8, 16, 24])('of %i-bit audio is lossless', async (bitDepth) => {
    for (const bytes of [writeWav(planes, int(bitDepth)), writeAiff(planes, { bitDepth })]) {
      const piece = await cut(bytes, 1234, 567);
      expect(piece.facts).toMatchObject({ format: 'wav', bitDepth, sampleFormat: 'int', frames: 567, channels: 3 });
      piece.planes.forEach((plane, channel) => {
        const expected = planes[channel]!.subarray(1234, 1801).map(
          (value) => quantise(value, bitDepth) / 2 ** (bitDepth - 1),
        );
        expect(Array.from(plane)).toEqual(Array.from(expected));
      });
    }
  });

  test('of 32-bit integers keeps them, and decodes to the nearest floats', async () => {
    const piece = await cut(writeWav(planes, int(32)), 10, 100);
    expect(piece.facts.bitDepth).toBe(32);
    expect(Array.from(piece.planes[1]!)).toEqual(
      Array.from(planes[1]!.subarray(10, 110), (value) => Math.fround(quantise(value, 32) / 2 ** 31)),
    );
  });

  test.each([32, 64])('of %i-bit floats has 32-bit floats', async (bitDepth) => {
    const piece = await cut(writeWav(planes, { bitDepth, sampleFormat: 'float' }), 10, 100);
    expect(piece.facts).toMatchObject({ bitDepth: 32, sampleFormat: 'float' });
    expect(Array.from(piece.planes[2]!)).toEqual(Array.from(planes[2]!.subarray(10, 110), Math.fround));
  });

  test('and its neighbours make up the whole, frame for frame', async () => {
    const reader = await openAudio(bytesSource(writeWav(planes, int(24))));
    const parts: number[] = [];
    for (let start = 0; start < 4000; start += 999) {
      const piece = await readWavPiece(await cutPieceAsWav(reader, start, Math.min(999, 4000 - start)));
      parts.push(...piece.planes[0]!);
    }
    expect(parts).toEqual(Array.from(planes[0]!, (value) => quantise(value, 24) / 2 ** 23));
  });

  test('outside of the file is refused', async () => {
    await expect(cut(writeWav(planes, int(16)), 3999, 2)).rejects.toMatchObject({ reason: 'range-invalid' });
  });
});

describe('a WAV header', () => {
  test('makes a readable file of PCM, also of an odd number of bytes', async () => {
    const mono = [planes[0]!.subarray(0, 3)];
    const header = writeWavHeader({ sampleRate: 44_100, channels: 1, ...int(24) }, 3);
    const bytes = new Uint8Array([...header, ...toSampleBytes(mono, int(24)), 0]);
    expect(header).toHaveLength(44);
    expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8);
    expect((await openAudio(bytesSource(bytes))).facts).toMatchObject({ frames: 3, sampleRate: 44_100 });
  });

  test('of more than 4 GiB is RF64', async () => {
    const frames = 1_000_000_000;
    const header = writeWavHeader({ sampleRate: 48_000, channels: 2, ...int(24) }, frames);
    const size = header.length + frames * 6;
    const read = (offset: number, length: number) => {
      const bytes = new Uint8Array(Math.min(length, size - offset));
      bytes.set(header.subarray(offset, offset + bytes.length));
      return Promise.resolve(bytes);
    };
    expect((await openAudio({ size, read })).facts).toMatchObject({ frames, channels: 2, bitDepth: 24 });
  });
});
