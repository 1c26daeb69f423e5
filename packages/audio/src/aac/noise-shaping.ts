import type { BitReader } from '../bit-reader.ts';
import { damagedAac } from './aac-error.ts';
import { shortWindowFrames, type WindowInfo } from './window-info.ts';

/** One filter over a stretch of a window's spectrum. */
interface ShapingFilter {
  /** In bands, downwards from the filter before. */
  length: number;
  isDownward: boolean;
  /** Prediction coefficients; none when the stretch is only skipped. */
  coefficients: number[];
}

/** Temporal noise shaping: filters for each window (ISO/IEC 14496-3, section 4.6.9). */
export type NoiseShaping = ShapingFilter[][];

const maxBandsLong = [31, 31, 34, 40, 42, 51, 46, 46, 42, 42, 42, 39, 39];
const maxBandsShort = [9, 9, 10, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14];
const maxOrderLong = 12;
const maxOrderShort = 7;

export function readNoiseShaping(reader: BitReader, { isShort }: WindowInfo): NoiseShaping {
  return Array.from({ length: isShort ? 8 : 1 }, () => {
    const count = reader.read(isShort ? 1 : 2);
    const resolution = count > 0 ? reader.read(1) + 3 : 0;
    return Array.from({ length: count }, () => readFilter(reader, isShort, resolution));
  });
}

function readFilter(reader: BitReader, isShort: boolean, resolution: number): ShapingFilter {
  const length = reader.read(isShort ? 4 : 6);
  const order = reader.read(isShort ? 3 : 5);
  if (order > (isShort ? maxOrderShort : maxOrderLong)) throw damagedAac();
  if (order === 0) return { length, isDownward: false, coefficients: [] };
  const isDownward = reader.read(1) === 1;
  const bits = resolution - reader.read(1);
  const reflections = Array.from({ length: order }, () => dequantise(reader.readSigned(bits), resolution));
  return { length, isDownward, coefficients: toPrediction(reflections) };
}

function dequantise(value: number, resolution: number): number {
  const half = 2 ** (resolution - 1);
  return Math.sin((value * (Math.PI / 2)) / (value >= 0 ? half - 0.5 : half + 0.5));
}

function toPrediction(reflections: readonly number[]): number[] {
  let prediction: number[] = [];
  for (const reflection of reflections) {
    const reversed = prediction.slice().reverse();
    prediction = [...prediction.map((value, i) => value + reflection * reversed[i]!), reflection];
  }
  return prediction;
}

/** Filters the spectrum in place. */
export function applyNoiseShaping(
  shaping: NoiseShaping,
  spectrum: Float64Array,
  info: WindowInfo,
  rateIndex: number,
): void {
  const { bandOffsets, isShort } = info;
  const lastBand = Math.min((isShort ? maxBandsShort : maxBandsLong)[rateIndex]!, info.bands);
  shaping.forEach((filters, window) => {
    const base = window * shortWindowFrames;
    let top = bandOffsets.length - 1;
    for (const filter of filters) {
      const bottom = Math.max(0, top - filter.length);
      const start = base + bandOffsets[Math.min(bottom, lastBand)]!;
      const end = base + bandOffsets[Math.min(top, lastBand)]!;
      if (filter.isDownward) runFilter(filter.coefficients, spectrum, end - 1, end - start, -1);
      else runFilter(filter.coefficients, spectrum, start, end - start, 1);
      top = bottom;
    }
  });
}

function runFilter(
  coefficients: readonly number[],
  values: Float64Array,
  from: number,
  count: number,
  step: number,
): void {
  for (let i = 0, at = from; i < count; i++, at += step) {
    const reach = Math.min(i, coefficients.length);
    for (let k = 0; k < reach; k++) values[at]! -= coefficients[k]! * values[at - (k + 1) * step]!;
  }
}
