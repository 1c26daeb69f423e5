import { describe, expect, it } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { openAudio } from '../open-audio.ts';
import { writeWavHeader } from '../piece/wav-header.ts';
import { loadFrames } from './load-frames.ts';

const load = async (sampleFormat: 'int' | 'float', bitDepth: number, samples: Uint8Array) => {
  const shape = { sampleFormat, bitDepth, sampleRate: 48_000, channels: 2 };
  const header = writeWavHeader(shape, samples.length / (bitDepth / 4));
  const file = new Uint8Array(header.length + samples.length);
  file.set(header);
  file.set(samples, header.length);
  return loadFrames(await openAudio(bytesSource(file)));
};

describe('frames in memory', () => {
  it('are the samples, full scale being 1', async () => {
    const source = await load('int', 16, new Uint8Array(new Int16Array([-32768, 16384, 1, 0]).buffer));
    expect(source).toMatchObject({ frames: 2, channels: 2, sampleRate: 48_000, step: 2 ** -15 });
    expect([...source.read(0, 2)]).toEqual([-1, 0.5, 2 ** -15, 0]);
    expect([...source.read(1, 1)]).toEqual([2 ** -15, 0]);
  });

  it('are exact for 32-bit integers and 64-bit floats', async () => {
    const whole = await load('int', 32, new Uint8Array(new Int32Array([2 ** 31 - 1, 1 - 2 ** 31]).buffer));
    expect([...whole.read(0, 1)]).toEqual([1 - 2 ** -31, 2 ** -31 - 1]);
    const doubles = await load('float', 64, new Uint8Array(new Float64Array([0.1, Number.NaN]).buffer));
    expect([...doubles.read(0, 1)]).toEqual([0.1, 0]);
  });
});
