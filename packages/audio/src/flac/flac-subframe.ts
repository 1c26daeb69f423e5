import { inconsistent } from '../audio-error.ts';
import type { BitReader } from '../bit-reader.ts';

export const damaged = () => inconsistent('This FLAC file is damaged: a frame does not decode.');

/** The fixed predictors of order 0 to 4 (RFC 9639, section 9.2.5), the nearest sample first. */
const fixedCoefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

/**
 * Decodes one subframe (RFC 9639, section 9.2) into `out`. Everything is computed in doubles, which hold the largest sums that the
 * format allows (33-bit samples, 32 coefficients of 15 bits) exactly.
 */
export function decodeSubframe(reader: BitReader, out: Float64Array, frames: number, bitDepth: number): void {
  const header = reader.read(8);
  if (header & 0x80) throw damaged();
  const type = (header >>> 1) & 0x3f;
  const wasted = header & 1 ? reader.readUnary() + 1 : 0;
  const bits = bitDepth - wasted;
  if (bits < 1) throw damaged();

  if (type === 0) out.fill(reader.readSigned(bits), 0, frames);
  else if (type === 1) for (let i = 0; i < frames; i++) out[i] = reader.readSigned(bits);
  else if (type >= 8 && type <= 12) decodeFixed(reader, out, frames, bits, type - 8);
  else if (type >= 32) decodeLinear(reader, out, frames, bits, type - 31);
  else throw damaged();

  if (wasted > 0) for (let i = 0; i < frames; i++) out[i]! *= 2 ** wasted;
}

function decodeFixed(reader: BitReader, out: Float64Array, frames: number, bits: number, order: number): void {
  readWarmUp(reader, out, frames, bits, order);
  readResidual(reader, out, frames, order);
  predict(out, frames, fixedCoefficients[order]!, 0);
}

function decodeLinear(reader: BitReader, out: Float64Array, frames: number, bits: number, order: number): void {
  readWarmUp(reader, out, frames, bits, order);
  const precision = reader.read(4) + 1;
  const shift = reader.readSigned(5);
  if (precision === 16 || shift < 0) throw damaged();
  const coefficients = Array.from({ length: order }, () => reader.readSigned(precision));
  readResidual(reader, out, frames, order);
  predict(out, frames, coefficients, shift);
}

function readWarmUp(reader: BitReader, out: Float64Array, frames: number, bits: number, order: number): void {
  if (order > frames) throw damaged();
  for (let i = 0; i < order; i++) out[i] = reader.readSigned(bits);
}

function predict(out: Float64Array, frames: number, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length;
  const scale = 2 ** -shift;
  for (let i = order; i < frames; i++) {
    let sum = 0;
    for (let k = 0; k < order; k++) sum += coefficients[k]! * out[i - 1 - k]!;
    out[i]! += Math.floor(sum * scale);
  }
}

/** Reads the Rice-coded residual (RFC 9639, section 9.2.7) into `out`, behind the warm-up samples. */
function readResidual(reader: BitReader, out: Float64Array, frames: number, order: number): void {
  const method = reader.read(2);
  if (method > 1) throw damaged();
  const parameterBits = method === 0 ? 4 : 5;
  const escapeCode = 2 ** parameterBits - 1;
  const partitions = 2 ** reader.read(4);
  const partitionFrames = frames / partitions;
  if (!Number.isInteger(partitionFrames) || partitionFrames < order) throw damaged();
  for (let partition = 0; partition < partitions; partition++) {
    const start = partition === 0 ? order : partition * partitionFrames;
    const end = (partition + 1) * partitionFrames;
    const parameter = reader.read(parameterBits);
    if (parameter === escapeCode) {
      const bits = reader.read(5);
      for (let i = start; i < end; i++) out[i] = reader.readSigned(bits);
    } else {
      const step = 2 ** parameter;
      for (let i = start; i < end; i++) out[i] = unfold(reader.readUnary() * step + reader.read(parameter));
    }
    if (reader.isOverrun) throw damaged();
  }
}

function unfold(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
