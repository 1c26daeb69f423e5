import { type SampleEncoding, toSampleBytes } from './sample-bytes.ts';
import { type Chunk, joinBytes, numberBytes, textBytes, writeChunks } from './write-chunks.ts';

export interface WavOptions extends SampleEncoding {
  sampleRate?: number;
  /** WAVE_FORMAT_EXTENSIBLE, with this speaker mask. */
  extensibleMask?: number;
  /** `RF64` or `BW64`, with a ds64 chunk and unknown sizes elsewhere. */
  wide?: 'RF64' | 'BW64';
  before?: readonly Chunk[];
  after?: readonly Chunk[];
  /** Puts the format chunk behind the data. */
  formatLast?: boolean;
  /** Sizes as a program leaves them that writes into a pipe. */
  streamedSize?: number;
}

/** Writes any kind of WAV file that BeatFlow accepts. */
export function writeWav(planes: readonly ArrayLike<number>[], options: WavOptions): Uint8Array {
  const { bitDepth, wide, before = [], after = [], formatLast = false, streamedSize } = options;
  const samples = toSampleBytes(planes, { ...options, unsigned: bitDepth <= 8 });
  const format = { name: 'fmt ', body: formatBody(planes.length, options) };
  const data: Chunk = { name: 'data', body: samples, size: wide ? 0xffff_ffff : streamedSize };
  const main = formatLast ? [data, format] : [format, data];
  const chunks = writeChunks([...before, ...main, ...after], true);
  const size = 4 + chunks.length + (wide ? 36 : 0);
  const ds64 = wide ? [{ name: 'ds64', body: wideBody(size, samples.length, planes[0]?.length ?? 0) }] : [];
  return joinBytes([
    textBytes(wide ?? 'RIFF'),
    numberBytes(wide ? 0xffff_ffff : (streamedSize ?? size), 4, true),
    textBytes('WAVE'),
    writeChunks(ds64, true),
    chunks,
  ]);
}

function formatBody(channels: number, options: WavOptions): Uint8Array {
  const { bitDepth, sampleFormat = 'int', sampleRate = 48_000, extensibleMask } = options;
  const sampleBytes = Math.ceil(bitDepth / 8);
  const tag = sampleFormat === 'float' ? 3 : 1;
  const isExtensible = extensibleMask !== undefined;
  const number = (value: number, length: number) => numberBytes(value, length, true);
  const plain = [
    number(isExtensible ? 0xfffe : tag, 2),
    number(channels, 2),
    number(sampleRate, 4),
    number(sampleRate * channels * sampleBytes, 4),
    number(channels * sampleBytes, 2),
    number(sampleBytes * 8, 2),
  ];
  if (!isExtensible) return joinBytes(plain);
  const guid = [tag, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
  return joinBytes([...plain, number(22, 2), number(bitDepth, 2), number(extensibleMask, 4), Uint8Array.from(guid)]);
}

function wideBody(riffBytes: number, dataBytes: number, frames: number): Uint8Array {
  const wide = [riffBytes, dataBytes, frames].map((value) => numberBytes(value, 8, true));
  return joinBytes([...wide, numberBytes(0, 4, true)]);
}
