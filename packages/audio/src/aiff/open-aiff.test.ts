import { describe, expect, test } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { openAudio } from '../open-audio.ts';
import { type AiffOptions, synthesise, toSampleBytes, writeAiff } from '../testing/index.ts';

const planes = synthesise({ frames: 701, sampleRate: 44_100 });

describe('an AIFF file is read as it is', () => {
  const kinds: [string, AiffOptions][] = [
    ['AIFF, 8 bits', { bitDepth: 8 }],
    ['AIFF, 16 bits', { bitDepth: 16 }],
    ['AIFF, 20 bits', { bitDepth: 20 }],
    ['AIFF, 24 bits', { bitDepth: 24 }],
    ['AIFF, 32 bits', { bitDepth: 32 }],
    ['AIFF-C NONE', { bitDepth: 24, compression: 'NONE' }],
    ['AIFF-C sowt', { bitDepth: 16, compression: 'sowt' }],
    ['AIFF-C raw', { bitDepth: 8, compression: 'raw ' }],
    ['AIFF-C in24', { bitDepth: 24, compression: 'in24' }],
    ['AIFF-C in24 backwards', { bitDepth: 24, compression: '42ni' }],
    ['AIFF-C in32', { bitDepth: 32, compression: 'in32' }],
    ['AIFF-C fl32', { bitDepth: 32, compression: 'fl32' }],
    ['AIFF-C FL32', { bitDepth: 32, compression: 'FL32' }],
    ['AIFF-C fl64', { bitDepth: 64, compression: 'fl64' }],
    ['sound before the format', { bitDepth: 16, soundFirst: true }],
    ['an offset and other chunks', { bitDepth: 16, offset: 12, before: [{ name: 'NAME', body: new Uint8Array(5) }] }],
  ];

  test.each(kinds)('%s', async (_, options) => {
    const bytes = writeAiff(planes, { ...options, sampleRate: 44_100 });
    const reader = await openAudio(bytesSource(bytes));
    const sampleFormat = options.compression && /^fl/i.test(options.compression) ? 'float' : 'int';
    expect(reader.facts).toMatchObject({
      format: 'aiff',
      sampleRate: 44_100,
      channels: 2,
      frames: 701,
      bitDepth: options.bitDepth,
      sampleFormat,
    });
    expect(await reader.readFrames!(0, 701)).toEqual(
      toSampleBytes(planes, { bitDepth: options.bitDepth, sampleFormat }),
    );
  });
});

describe('an AIFF file that is wrong is refused for its reason', () => {
  const valid = writeAiff(planes, { bitDepth: 16 });
  const patched = (at: number, value: number) => {
    const bytes = valid.slice();
    bytes[at] = value;
    return bytes;
  };

  test.each([
    ['cut short', valid.subarray(0, 500), 'audio-truncated'],
    ['cut before the sound', valid.subarray(0, 38), 'audio-truncated'],
    ['more frames than there is sound', patched(23, 0xff), 'audio-inconsistent'],
    ['a negative rate', patched(28, 0xc0), 'audio-inconsistent'],
    ['zero frames', writeAiff([new Float64Array(0)], { bitDepth: 16 }), 'audio-empty'],
    ['ima4', writeAiff(planes, { bitDepth: 16, compression: 'ima4' }), 'audio-unreadable'],
  ])('%s', async (_, bytes, reason) => {
    await expect(openAudio(bytesSource(bytes))).rejects.toMatchObject({ reason });
  });
});
