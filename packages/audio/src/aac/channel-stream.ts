import type { BitReader } from '../bit-reader.ts';
import { damagedAac } from './aac-error.ts';
import { readScalefactorDelta, readSpectralValues } from './huffman.ts';
import { type NoiseShaping, readNoiseShaping } from './noise-shaping.ts';
import { packetFrames, readWindowInfo, shortWindowFrames, type WindowInfo } from './window-info.ts';

export const noiseBook = 13;
export const oppositeIntensityBook = 14;
export const intensityBook = 15;
const reservedBook = 12;

/** One channel of one packet, decoded up to its spectrum (individual_channel_stream, ISO/IEC 14496-3, table 4.50). */
export interface ChannelStream {
  info: WindowInfo;
  /** Per group and band: which codebook, and the factor that its scalefactor means. */
  books: Uint8Array;
  factors: Float64Array;
  shaping: NoiseShaping | null;
  spectrum: Float64Array;
}

/** Reads one channel. `noise` gives random numbers between −1 and 1 for bands that are coded as noise. */
export function readChannelStream(
  reader: BitReader,
  rateIndex: number,
  sharedInfo: WindowInfo | null,
  noise: () => number,
): ChannelStream {
  const globalGain = reader.read(8);
  const info = sharedInfo ?? readWindowInfo(reader, rateIndex);
  const books = readSections(reader, info);
  const factors = readFactors(reader, books, globalGain);
  const pulses = reader.read(1) === 1 ? readPulses(reader, info) : [];
  const shaping = reader.read(1) === 1 ? readNoiseShaping(reader, info) : null;
  // Gain control belongs to AAC SSR.
  if (reader.read(1) === 1) throw damagedAac();
  const spectrum = readSpectrum(reader, info, books, factors, pulses, noise);
  if (reader.isOverrun) throw damagedAac();
  return { info, books, factors, shaping, spectrum };
}

function readSections(reader: BitReader, { isShort, groups, bands }: WindowInfo): Uint8Array {
  const books = new Uint8Array(groups.length * bands);
  const lengthBits = isShort ? 3 : 5;
  const more = 2 ** lengthBits - 1;
  for (let group = 0; group < groups.length; group++) {
    for (let band = 0; band < bands; ) {
      const book = reader.read(4);
      if (book === reservedBook) throw damagedAac();
      let length = 0;
      let step = more;
      while (step === more && length <= bands) {
        step = reader.read(lengthBits);
        length += step;
      }
      // A section of no length would never end.
      if (length === 0 || band + length > bands) throw damagedAac();
      books.fill(book, group * bands + band, group * bands + band + length);
      band += length;
    }
  }
  return books;
}

function readFactors(reader: BitReader, books: Uint8Array, globalGain: number): Float64Array {
  const factors = new Float64Array(books.length);
  let gain = globalGain;
  let noiseGain = globalGain - 90;
  let isFirstNoise = true;
  let position = 0;
  for (let i = 0; i < books.length; i++) {
    const book = books[i]!;
    if (book === 0) continue;
    if (book === intensityBook || book === oppositeIntensityBook) {
      position += readScalefactorDelta(reader);
      factors[i] = 2 ** (-position / 4);
    } else if (book === noiseBook) {
      noiseGain += isFirstNoise ? reader.read(9) - 256 : readScalefactorDelta(reader);
      isFirstNoise = false;
      factors[i] = 2 ** (noiseGain / 4);
    } else {
      gain += readScalefactorDelta(reader);
      if (gain < 0 || gain > 255) throw damagedAac();
      factors[i] = 2 ** ((gain - 100) / 4);
    }
  }
  return factors;
}

interface Pulse {
  at: number;
  amplitude: number;
}

function readPulses(reader: BitReader, { isShort, bandOffsets }: WindowInfo): Pulse[] {
  const count = reader.read(2) + 1;
  const band = reader.read(6);
  if (isShort || band >= bandOffsets.length - 1) throw damagedAac();
  let at = bandOffsets[band]!;
  return Array.from({ length: count }, () => {
    at += reader.read(5);
    if (at >= packetFrames) throw damagedAac();
    return { at, amplitude: reader.read(4) };
  });
}

function readSpectrum(
  reader: BitReader,
  { groups, bands, bandOffsets }: WindowInfo,
  books: Uint8Array,
  factors: Float64Array,
  pulses: readonly Pulse[],
  noise: () => number,
): Float64Array {
  const spectrum = new Float64Array(packetFrames);
  const quantised = new Int32Array(packetFrames);
  let firstWindow = 0;
  groups.forEach((windows, group) => {
    for (let band = 0; band < bands; band++) {
      const index = group * bands + band;
      const book = books[index]!;
      if (book === 0 || book >= oppositeIntensityBook) continue;
      for (let window = firstWindow; window < firstWindow + windows; window++) {
        const start = window * shortWindowFrames + bandOffsets[band]!;
        const end = window * shortWindowFrames + bandOffsets[band + 1]!;
        if (book === noiseBook) fillWithNoise(spectrum, start, end, factors[index]!, noise);
        else {
          readSpectralValues(reader, book, quantised, start, end);
          for (const { at, amplitude } of pulses) {
            if (at >= start && at < end) quantised[at]! += quantised[at]! > 0 ? amplitude : -amplitude;
          }
          for (let i = start; i < end; i++) spectrum[i] = factors[index]! * dequantise(quantised[i]!);
        }
      }
    }
    firstWindow += windows;
  });
  return spectrum;
}

const powers = Float64Array.from({ length: 8192 }, (_, i) => i ** (4 / 3));

function dequantise(value: number): number {
  if (value >= 0) return powers[value] ?? value ** (4 / 3);
  return -(powers[-value] ?? (-value) ** (4 / 3));
}

/** Perceptual noise substitution: random numbers of a given energy (section 4.6.13). */
function fillWithNoise(spectrum: Float64Array, start: number, end: number, factor: number, noise: () => number): void {
  let energy = 0;
  for (let i = start; i < end; i++) {
    const value = noise();
    spectrum[i] = value;
    energy += value * value;
  }
  const scale = energy > 0 ? factor / Math.sqrt(energy) : 0;
  for (let i = start; i < end; i++) spectrum[i]! *= scale;
}
