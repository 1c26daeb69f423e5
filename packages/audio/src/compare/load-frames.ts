import { BeatflowError } from '@beatflow/shared';
import type { AudioReader } from '../audio-reader.ts';
import { toPlanar } from '../pcm/planar.ts';
import { bytesPerSample } from '../pcm/sample-format.ts';
import { type FrameSource, type FrameValues, toFrameSource } from './frame-source.ts';

/** Values of one file that are held at once: a gigabyte as 32-bit floats, 46 minutes of stereo at 48 kHz. */
const MAX_VALUES = 2 ** 28;

/** Reads all frames of a file into memory, for comparing. Throws `audio-too-long` for more than 2^28 values. */
export async function loadFrames(reader: AudioReader): Promise<FrameSource> {
  const { channels, frames, sampleRate, sampleFormat, bitDepth } = reader.facts;
  const count = frames * channels;
  if (count > MAX_VALUES) {
    throw new BeatflowError('audio-too-long', { frames }, 'This audio is too long to be compared frame by frame.');
  }
  const isWide = bytesPerSample(reader.facts) > (sampleFormat === 'int' ? 3 : 4);
  const values = isWide ? new Float64Array(count) : new Float32Array(count);
  for await (const block of reader.blocks()) {
    const offset = block.startFrame * channels;
    if (values instanceof Float32Array)
      toPlanar(block.bytes, reader.facts, 0, block.frames * channels, [values], offset);
    else spreadWide(block.bytes, sampleFormat, values, offset, block.frames * channels);
  }
  return toFrameSource(values, { channels, sampleRate, step: sampleFormat === 'int' ? 2 ** (1 - bitDepth) : 0 });
}

/** 32-bit integers and 64-bit floats, which 32-bit floats cannot hold. */
function spreadWide(
  bytes: Uint8Array,
  format: 'int' | 'float',
  values: FrameValues,
  offset: number,
  count: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < count; index++) {
    const value = format === 'int' ? view.getInt32(index * 4, true) * 2 ** -31 : view.getFloat64(index * 8, true);
    values[offset + index] = Number.isFinite(value) ? value : 0;
  }
}
