import type { BitReader } from '../bit-reader.ts';
import { scalefactorLines, spectralLines } from './codebook-data.ts';

/** Codes up to this length are looked up at once; longer ones are rare. */
const lookupBits = 9;

/** A canonical Huffman code. */
class Codebook {
  /** Values in the order of their codes. */
  readonly #values: Int16Array;
  /** For each length: the first code, the index of its value, and the first code that is longer, all as `maxBits` bits. */
  readonly #lengths: { bits: number; first: number; index: number; limit: number }[] = [];
  readonly #maxBits: number;
  /** Value · 32 + length for each beginning; 0 where the code is longer. */
  readonly #lookup = new Int32Array(2 ** lookupBits);

  constructor(lines: readonly string[]) {
    const groups = lines.map((line) => line.split(': ') as [string, string]);
    const values = groups.map(([, list]) => list.split(' ').map(Number));
    this.#values = Int16Array.from(values.flat());
    this.#maxBits = Number(groups.at(-1)![0]);
    let next = 0;
    let index = 0;
    groups.forEach(([length], i) => {
      const bits = Number(length);
      const step = 2 ** (this.#maxBits - bits);
      const limit = next + values[i]!.length * step;
      this.#lengths.push({ bits, first: next, index, limit });
      for (const value of values[i]!) {
        this.#fillLookup(next, step, value, bits);
        next += step;
      }
      index += values[i]!.length;
    });
  }

  read(reader: BitReader): number {
    const entry = this.#lookup[reader.peek(lookupBits)]!;
    if (entry !== 0) {
      reader.drop(entry & 31);
      return entry >> 5;
    }
    const code = reader.peek(this.#maxBits);
    // The codes are complete: every beginning leads to a value.
    const length = this.#lengths.find(({ limit }) => code < limit)!;
    reader.drop(length.bits);
    return this.#values[length.index + ((code - length.first) >>> (this.#maxBits - length.bits))]!;
  }

  #fillLookup(code: number, step: number, value: number, bits: number): void {
    if (bits > lookupBits) return;
    const scale = 2 ** (this.#maxBits - lookupBits);
    const from = code / scale;
    this.#lookup.fill(value * 32 + bits, from, Math.max(from + 1, from + step / scale));
  }
}

const scalefactors = new Codebook(scalefactorLines);
const spectral = spectralLines.map((lines) => new Codebook(lines));

/** How the values of a codebook are packed: the base of each digit, what is subtracted, whether signs follow. */
const packing = [
  { base: 3, offset: 1, isUnsigned: false, digits: 4 },
  { base: 3, offset: 1, isUnsigned: false, digits: 4 },
  { base: 3, offset: 0, isUnsigned: true, digits: 4 },
  { base: 3, offset: 0, isUnsigned: true, digits: 4 },
  { base: 9, offset: 4, isUnsigned: false, digits: 2 },
  { base: 9, offset: 4, isUnsigned: false, digits: 2 },
  { base: 8, offset: 0, isUnsigned: true, digits: 2 },
  { base: 8, offset: 0, isUnsigned: true, digits: 2 },
  { base: 13, offset: 0, isUnsigned: true, digits: 2 },
  { base: 13, offset: 0, isUnsigned: true, digits: 2 },
  { base: 17, offset: 0, isUnsigned: true, digits: 2 },
];

const escapeBook = 11;
const escapeValue = 16;

/** The difference to the scalefactor before. */
export function readScalefactorDelta(reader: BitReader): number {
  return scalefactors.read(reader) - 60;
}

/** Reads quantised values of one codebook (1 to 11) into `out`, from `start` to `end`. */
export function readSpectralValues(reader: BitReader, book: number, out: Int32Array, start: number, end: number): void {
  const codebook = spectral[book - 1]!;
  const { base, offset, isUnsigned, digits } = packing[book - 1]!;
  for (let at = start; at < end; at += digits) {
    let packed = codebook.read(reader);
    for (let digit = digits - 1; digit >= 0; digit--) {
      out[at + digit] = (packed % base) - offset;
      packed = Math.floor(packed / base);
    }
    if (!isUnsigned) continue;
    for (let i = at; i < at + digits; i++) if (out[i] !== 0 && reader.read(1) === 1) out[i] = -out[i]!;
    if (book !== escapeBook) continue;
    for (let i = at; i < at + digits; i++) if (Math.abs(out[i]!) === escapeValue) out[i] = readEscape(reader, out[i]!);
  }
}

/** A value of 16 or more: its length in ones, then its bits (ISO/IEC 14496-3, section 4.6.3.3). */
function readEscape(reader: BitReader, value: number): number {
  let bits = 4;
  while (bits < 13 && reader.read(1) === 1) bits += 1;
  const magnitude = 2 ** bits + reader.read(bits);
  return value < 0 ? -magnitude : magnitude;
}
