import { BeatflowError } from '@beatflow/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import type { AudioLimits } from '../limits.ts';
import { openAudio } from '../open-audio.ts';
import { synthesise, toSampleBytes, type WavOptions, writeWav } from '../testing/index.ts';

const planes = synthesise({ frames: 1001 });

async function readAll(bytes: Uint8Array): Promise<Uint8Array> {
  const reader = await openAudio(bytesSource(bytes));
  const parts: number[] = [];
  for await (const block of reader.blocks()) for (const byte of block.bytes) parts.push(byte);
  return Uint8Array.from(parts);
}

async function reasonOf(bytes: Uint8Array, limits?: AudioLimits): Promise<string> {
  try {
    await openAudio(bytesSource(bytes), limits);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof BeatflowError)) throw error;
    expect(error.message).toMatch(/\.$/);
    return error.reason;
  }
}

function patch(bytes: Uint8Array, at: number, value: number, size: 2 | 4 = 4): Uint8Array {
  const patched = bytes.slice();
  const view = new DataView(patched.buffer);
  if (size === 2) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
  return patched;
}

describe('a WAV file is read as it is', () => {
  const kinds: [string, WavOptions][] = [
    ['8 bits', { bitDepth: 8 }],
    ['16 bits', { bitDepth: 16 }],
    ['24 bits', { bitDepth: 24 }],
    ['32 bits', { bitDepth: 32 }],
    ['32-bit float', { bitDepth: 32, sampleFormat: 'float' }],
    ['64-bit float', { bitDepth: 64, sampleFormat: 'float' }],
    ['extensible, 20 bits in 24', { bitDepth: 20, extensibleMask: 3 }],
    ['extensible float', { bitDepth: 32, sampleFormat: 'float', extensibleMask: 3 }],
    ['RF64', { bitDepth: 24, wide: 'RF64' }],
    ['BW64', { bitDepth: 16, wide: 'BW64' }],
    ['format behind the data', { bitDepth: 24, formatLast: true }],
    ['sizes left at zero', { bitDepth: 24, streamedSize: 0 }],
    ['sizes left at all ones', { bitDepth: 24, streamedSize: 0xffff_ffff }],
    ['sizes as SoX leaves them', { bitDepth: 24, streamedSize: 0x7fff_ffff }],
    [
      'odd and unknown chunks',
      {
        bitDepth: 16,
        before: [{ name: 'JUNK', body: new Uint8Array(27) }],
        after: [{ name: 'bext', body: new Uint8Array(601) }],
      },
    ],
  ];

  test.each(kinds)('%s', async (_, options) => {
    const bytes = writeWav(planes, options);
    const { facts } = await openAudio(bytesSource(bytes));
    expect(facts).toMatchObject({
      format: 'wav',
      sampleRate: 48_000,
      channels: 2,
      bitDepth: options.bitDepth,
      sampleFormat: options.sampleFormat ?? 'int',
    });
    // A stream that ends in other chunks cannot tell them from sound; these fixtures have none.
    expect(facts.frames).toBe(1001);
    expect(await readAll(bytes)).toEqual(toSampleBytes(planes, options));
  });

  test('any PCM comes back bit for bit', async () => {
    const shape = fc.record({
      channels: fc.integer({ min: 1, max: 32 }),
      frames: fc.integer({ min: 1, max: 300 }),
      bitDepth: fc.constantFrom(8, 16, 24, 32),
      sampleRate: fc.constantFrom(8000, 44_100, 48_000, 96_000, 192_000, 384_000),
      extensibleMask: fc.constantFrom(undefined, 0, 0x3f),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ channels, frames, ...options }) => {
        const noise = Array.from({ length: channels }, (_, c) =>
          Float64Array.from({ length: frames }, (__, i) => Math.sin(options.seed + c * 7 + i * i)),
        );
        const bytes = writeWav(noise, options);
        const { facts } = await openAudio(bytesSource(bytes));
        expect(facts).toMatchObject({ channels, frames, sampleRate: options.sampleRate });
        expect(await readAll(bytes)).toEqual(toSampleBytes(noise, options));
      }),
      { numRuns: 60 },
    );
  });

  test('any stretch of frames can be read alone', async () => {
    const reader = await openAudio(bytesSource(writeWav(planes, { bitDepth: 24 })));
    const all = toSampleBytes(planes, { bitDepth: 24 });
    expect(await reader.readFrames!(100, 50)).toEqual(all.subarray(600, 900));
    expect(await reader.readFrames!(1001, 0)).toHaveLength(0);
    await expect(reader.readFrames!(1000, 2)).rejects.toMatchObject({ reason: 'range-invalid' });
    await expect(reader.readFrames!(-1, 2)).rejects.toMatchObject({ reason: 'range-invalid' });
  });
});

describe('a WAV file that is wrong is refused for its reason', () => {
  const valid = writeWav(planes, { bitDepth: 24 });

  test.each([
    ['data longer than the file', valid.subarray(0, valid.length - 10), 'audio-truncated'],
    ['a header alone', valid.subarray(0, 30), 'audio-truncated'],
    ['no data chunk', valid.subarray(0, 36), 'audio-truncated'],
    ['nothing behind RIFF and WAVE', valid.subarray(0, 12), 'audio-unreadable'],
    ['zero frames', writeWav([new Float64Array(0)], { bitDepth: 16 }), 'audio-empty'],
    ['a wrong frame size', patch(valid, 32, 4, 2), 'audio-inconsistent'],
    ['a wrong byte rate', patch(valid, 28, 1000), 'audio-inconsistent'],
    ['no channels', patch(patch(valid, 22, 0, 2), 32, 0, 2), 'audio-inconsistent'],
    [
      '33 channels',
      writeWav(
        Array.from({ length: 33 }, () => new Float64Array(4)),
        { bitDepth: 16 },
      ),
      'audio-unreadable',
    ],
    ['a rate of zero', patch(valid, 24, 0), 'audio-inconsistent'],
    ['a rate of 4 GHz', patch(valid, 24, 0xffff_ffff), 'audio-inconsistent'],
    ['ADPCM', patch(valid, 20, 2, 2), 'audio-unreadable'],
    ['a data size inside a frame', patch(valid, 40, 602), 'audio-inconsistent'],
    ['no bytes at all', new Uint8Array(0), 'audio-unreadable'],
  ])('%s', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });

  test('a file without end of chunks is given up soon', async () => {
    const chunks = Array.from({ length: 5000 }, () => ({ name: 'JUNK', body: new Uint8Array(0) }));
    expect(await reasonOf(writeWav(planes, { bitDepth: 16, before: chunks }))).toBe('audio-inconsistent');
  });

  test('limits are checked before anything is decoded', async () => {
    expect(await reasonOf(valid, { maxSeconds: 0.01 })).toBe('audio-too-long');
    expect(await reasonOf(valid, { maxBytes: 100 })).toBe('audio-too-large');
    expect(await reasonOf(valid, { maxBytes: valid.length, maxSeconds: 1 })).toBe('accepted');
  });

  test('a wrong RIFF size harms nothing', async () => {
    expect(await reasonOf(patch(valid, 4, 17))).toBe('accepted');
  });

  test('a counted padding byte harms nothing', async () => {
    const mono = writeWav([planes[0]!.subarray(0, 3)], { bitDepth: 24 });
    expect(await reasonOf(patch(mono, 40, 10))).toBe('accepted');
  });
});
