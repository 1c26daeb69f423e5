import { describe, expect, it } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { openAudio } from '../open-audio.ts';
import { toAiffSamples, writeAiffHeader } from './aiff-header.ts';

const shapes = [
  { bitDepth: 8, sampleFormat: 'int' },
  { bitDepth: 16, sampleFormat: 'int' },
  { bitDepth: 20, sampleFormat: 'int' },
  { bitDepth: 24, sampleFormat: 'int' },
  { bitDepth: 32, sampleFormat: 'int' },
  { bitDepth: 32, sampleFormat: 'float' },
  { bitDepth: 64, sampleFormat: 'float' },
] as const;

describe.each(shapes)('an AIFF file of $bitDepth bits, $sampleFormat', (sample) => {
  it.each([
    [1, 8000, 5],
    [2, 44_100, 3],
    [6, 192_000, 2],
  ])('with %i channels at %i Hz is read as it was written', async (channels, sampleRate, frames) => {
    const shape = { ...sample, channels, sampleRate };
    const sampleBytes = Math.ceil(sample.bitDepth / 8);
    const canonical = Uint8Array.from({ length: frames * channels * sampleBytes }, (_, at) => (at * 37 + 11) & 0xff);
    // Bits below a depth that does not fill its bytes are zero.
    if (sample.bitDepth === 20) for (let at = 0; at < canonical.length; at += 3) canonical[at] = canonical[at]! & 0xf0;
    const header = writeAiffHeader(shape, frames);
    const samples = toAiffSamples(canonical, shape);
    const file = new Uint8Array(header.length + samples.length + (samples.length % 2));
    file.set(header);
    file.set(samples, header.length);
    const reader = await openAudio(bytesSource(file));
    expect(reader.facts).toMatchObject({ format: 'aiff', ...shape, frames });
    expect(await reader.readFrames!(0, frames)).toEqual(canonical);
  });
});
