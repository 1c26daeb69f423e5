import { type PcmLayout, toCanonical } from '../pcm/pcm-layout.ts';
import { bytesPerFrame, bytesPerSample, type SampleShape } from '../pcm/sample-format.ts';
import type { WavShape } from '../piece/wav-header.ts';

/**
 * The bytes of an AIFF file before its samples; floats make it AIFF-C. An odd number of sample bytes wants a zero byte
 * behind them. Sizes have 32 bits: more than 4 GiB cannot be said.
 */
export function writeAiffHeader(shape: WavShape, frames: number): Uint8Array {
  const { sampleFormat, channels, sampleRate, bitDepth } = shape;
  const dataBytes = frames * bytesPerFrame(shape);
  const compression = sampleFormat === 'float' ? `fl${bitDepth}` : null;
  // The name of a compression is a counted text, here an empty one, padded to an even length.
  const commonBytes = 18 + (compression ? 6 : 0);
  const bytes = new Uint8Array(12 + (compression ? 12 : 0) + 8 + commonBytes + 16);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const text = (value: string) => {
    for (let index = 0; index < value.length; index++) bytes[at++] = value.charCodeAt(index);
  };
  const u16 = (value: number) => {
    view.setUint16(at, value);
    at += 2;
  };
  const u32 = (value: number) => {
    view.setUint32(at, value);
    at += 4;
  };

  text('FORM');
  u32(bytes.length - 8 + dataBytes + (dataBytes % 2));
  text(compression ? 'AIFC' : 'AIFF');
  if (compression) {
    text('FVER');
    u32(4);
    u32(0xa280_5140);
  }
  text('COMM');
  u32(commonBytes);
  u16(channels);
  u32(frames);
  u16(bitDepth);
  // An 80-bit float: the whole number shifted until its highest bit is set.
  const exponent = 31 - Math.clz32(sampleRate);
  u16(16_383 + exponent);
  u32((sampleRate * 2 ** (31 - exponent)) >>> 0);
  u32(0);
  if (compression) {
    text(compression);
    u16(0);
  }
  text('SSND');
  u32(8 + dataBytes);
  u32(0);
  u32(0);
  return bytes;
}

/** Turns canonical PCM into the samples of an AIFF file, which have their highest byte first. */
export function toAiffSamples(canonical: Uint8Array, shape: SampleShape): Uint8Array {
  const layout: PcmLayout = { dataOffset: 0, sampleBytes: bytesPerSample(shape), bigEndian: true, unsigned: false };
  return toCanonical(canonical, layout);
}
