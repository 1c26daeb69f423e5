import { flipSigns } from '../pcm/pcm-layout.ts';
import type { SampleShape } from '../pcm/sample-format.ts';
import { bytesPerFrame, bytesPerSample } from '../pcm/sample-format.ts';

/** What a WAV header says about sound. */
export interface WavShape extends SampleShape {
  sampleRate: number;
  channels: number;
}

const guidTail = [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];
const unknownSize = 0xffff_ffff;

/**
 * The bytes of a WAV file before its samples. Mono and stereo of whole bytes get the plain header of 44 bytes that everything
 * reads; more channels, or 20 bits in 24, WAVE_FORMAT_EXTENSIBLE; from 4 GiB on it is RF64. An odd number of sample bytes wants
 * a zero byte behind them.
 */
export function writeWavHeader(shape: WavShape, frames: number, channelMask = 0): Uint8Array {
  const frameBytes = bytesPerFrame(shape);
  const dataBytes = frames * frameBytes;
  const extensible = shape.channels > 2 || shape.bitDepth % 8 !== 0;
  const formatBytes = extensible ? 40 : 16;
  const isWide = dataBytes + 100 > unknownSize;
  const bytes = new Uint8Array(12 + (isWide ? 36 : 0) + 8 + formatBytes + 8);
  const riffBytes = bytes.length - 8 + dataBytes + (dataBytes % 2);
  const writer = new HeaderWriter(bytes);

  writer
    .text(isWide ? 'RF64' : 'RIFF')
    .u32(isWide ? unknownSize : riffBytes)
    .text('WAVE');
  if (isWide) writer.text('ds64').u32(28).u64(riffBytes).u64(dataBytes).u64(frames).u32(0);
  const tag = shape.sampleFormat === 'float' ? 3 : 1;
  writer
    .text('fmt ')
    .u32(formatBytes)
    .u16(extensible ? 0xfffe : tag)
    .u16(shape.channels)
    .u32(shape.sampleRate)
    .u32((shape.sampleRate * frameBytes) % 2 ** 32)
    .u16(frameBytes)
    .u16(bytesPerSample(shape) * 8);
  if (extensible) writer.u16(22).u16(shape.bitDepth).u32(channelMask).u16(tag).raw(guidTail);
  writer.text('data').u32(isWide ? unknownSize : dataBytes);
  return bytes;
}

/** Turns canonical PCM into the samples of a WAV file: 8-bit samples become unsigned, all others are the same. */
export function toWavSamples(canonical: Uint8Array, shape: SampleShape): Uint8Array {
  return bytesPerSample(shape) === 1 ? flipSigns(canonical) : canonical;
}

class HeaderWriter {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }

  text(text: string): this {
    return this.raw(Array.from(text, (letter) => letter.charCodeAt(0)));
  }

  raw(values: readonly number[]): this {
    this.#bytes.set(values, this.#at);
    this.#at += values.length;
    return this;
  }

  u16(value: number): this {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
    return this;
  }

  u64(value: number): this {
    this.#view.setBigUint64(this.#at, BigInt(value), true);
    this.#at += 8;
    return this;
  }
}
