import { type SampleEncoding, toSampleBytes } from './sample-bytes.ts';
import { type Chunk, joinBytes, numberBytes, textBytes, writeChunks } from './write-chunks.ts';

export interface AiffOptions extends Pick<SampleEncoding, 'bitDepth'> {
  sampleRate?: number;
  /** An AIFF-C compression type such as `sowt` or `fl32`; plain AIFF when left out. */
  compression?: string;
  before?: readonly Chunk[];
  /** Unused bytes before the sound inside its chunk. */
  offset?: number;
  soundFirst?: boolean;
}

const littleEndianTypes = ['sowt', '42ni', '23ni'];

/** Writes any kind of AIFF or AIFF-C file that BeatFlow accepts. */
export function writeAiff(planes: readonly ArrayLike<number>[], options: AiffOptions): Uint8Array {
  const { bitDepth, sampleRate = 48_000, compression, before = [], offset = 0, soundFirst = false } = options;
  const samples = toSampleBytes(planes, {
    bitDepth,
    sampleFormat: compression && /^fl/i.test(compression) ? 'float' : 'int',
    bigEndian: !littleEndianTypes.includes(compression ?? ''),
    unsigned: compression === 'raw ',
  });
  const number = (value: number, length: number) => numberBytes(value, length, false);
  const common: Chunk = {
    name: 'COMM',
    body: joinBytes([
      number(planes.length, 2),
      number(planes[0]?.length ?? 0, 4),
      number(bitDepth, 2),
      extendedBytes(sampleRate),
      ...(compression ? [textBytes(compression), Uint8Array.of(0, 0)] : []),
    ]),
  };
  const sound: Chunk = {
    name: 'SSND',
    body: joinBytes([number(offset, 4), number(0, 4), new Uint8Array(offset), samples]),
  };
  const chunks = writeChunks([...before, ...(soundFirst ? [sound, common] : [common, sound])], false);
  const kind = textBytes(compression ? 'AIFC' : 'AIFF');
  return joinBytes([textBytes('FORM'), number(4 + chunks.length, 4), kind, chunks]);
}

/** A whole number as an 80-bit float. */
function extendedBytes(value: number): Uint8Array {
  const exponent = Math.floor(Math.log2(value));
  const mantissa = value / 2 ** exponent;
  return joinBytes([
    numberBytes(16_383 + exponent, 2, false),
    numberBytes(Math.floor(mantissa * 2 ** 31), 4, false),
    new Uint8Array(4),
  ]);
}
