import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import { fourCc, viewOf } from '../byte-window.ts';
import { checkShape } from '../limits.ts';

/** What a `COMM` chunk says. */
export interface AiffFormat {
  sampleFormat: 'int' | 'float';
  bitDepth: number;
  sampleBytes: number;
  bigEndian: boolean;
  unsigned: boolean;
  channels: number;
  sampleRate: number;
  frames: number;
}

type Encoding = Pick<AiffFormat, 'sampleFormat' | 'bigEndian' | 'unsigned'> & { bits: number | null };

const integers: Encoding = { sampleFormat: 'int', bigEndian: true, unsigned: false, bits: null };
const floats: Encoding = { ...integers, sampleFormat: 'float' };

/** The compression types of AIFF-C that are plain PCM; null bits: the chunk says how many. */
const encodings: Record<string, Encoding> = {
  NONE: integers,
  twos: integers,
  sowt: { ...integers, bigEndian: false },
  'raw ': { ...integers, unsigned: true, bits: 8 },
  in16: { ...integers, bits: 16 },
  in24: { ...integers, bits: 24 },
  '42ni': { ...integers, bigEndian: false, bits: 24 },
  in32: { ...integers, bits: 32 },
  '23ni': { ...integers, bigEndian: false, bits: 32 },
  fl32: { ...floats, bits: 32 },
  FL32: { ...floats, bits: 32 },
  fl64: { ...floats, bits: 64 },
  FL64: { ...floats, bits: 64 },
};

/** Understands a `COMM` chunk, or says what is wrong with it. */
export function parseAiffFormat(chunk: Uint8Array, isAifc: boolean): AiffFormat {
  if (chunk.length < (isAifc ? 22 : 18)) throw truncated('The format chunk (COMM) of this AIFF file is too short.');
  const view = viewOf(chunk);
  const channels = view.getUint16(0);
  const sampleRate = Math.round(readExtended(view, 8));
  const compression = isAifc ? fourCc(chunk, 18) : 'NONE';
  const encoding = Object.hasOwn(encodings, compression) ? encodings[compression] : undefined;
  if (!encoding) throw unreadable(`This AIFF-C file is compressed as "${printable(compression)}", not plain PCM.`);
  checkShape(sampleRate, channels);
  const bitDepth = encoding.bits ?? view.getUint16(6);
  if (bitDepth < 8 || (encoding.sampleFormat === 'int' && bitDepth > 32)) {
    throw inconsistent(`This AIFF file claims samples of ${bitDepth} bits.`);
  }
  return {
    sampleFormat: encoding.sampleFormat,
    bitDepth,
    sampleBytes: Math.ceil(bitDepth / 8),
    bigEndian: encoding.bigEndian,
    unsigned: encoding.unsigned,
    channels,
    sampleRate,
    frames: view.getUint32(2),
  };
}

/** Reads an 80-bit IEEE 754 extended float, the type of an AIFF sample rate; only positive, finite ones make sense. */
function readExtended(view: DataView, offset: number): number {
  const exponent = view.getUint16(offset);
  const mantissa = view.getUint32(offset + 2) * 2 ** 32 + view.getUint32(offset + 6);
  return exponent & 0x8000 ? -1 : mantissa * 2 ** (exponent - 16383 - 63);
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
