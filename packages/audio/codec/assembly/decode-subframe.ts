import { bitPlace, readBits, readSigned, readUnary, seekBit } from './bit-reader';
import { restoreFixed } from './fixed';
import { restoreLinear } from './linear';
import { ENCODED, QUANTISED } from './memory';

/** Decodes one subframe (RFC 9639, section 9.2); false where it is damaged. */
export function decodeSubframe(plane: usize, frames: i32, bitDepth: i32): bool {
  const header = readBits(8) as i32;
  const kind = (header >> 1) & 0x3f;
  const wasted = header & 1 ? readUnary() + 1 : 0;
  const bits = bitDepth - wasted;
  if (header & 0x80 || (header & 1 && wasted < 1) || bits < 1) return false;
  if (kind === 0) fillConstant(plane, frames, readSigned(bits));
  else if (kind === 1) readVerbatim(plane, frames, bits);
  else if (kind >= 8 && kind <= 12) {
    readVerbatim(plane, kind - 8, bits);
    if (!readResidual(plane, frames, kind - 8)) return false;
    restoreFixed(plane, frames, kind - 8);
  } else if (kind >= 32) {
    if (!decodeLinear(plane, frames, bits, kind - 31)) return false;
  } else return false;
  if (wasted > 0) shiftUp(plane, frames, wasted);
  return true;
}

function fillConstant(plane: usize, frames: i32, value: i32): void {
  for (let i = 0; i < frames; i++) store<i32>(plane + (i << 2), value);
}

function readVerbatim(plane: usize, count: i32, bits: i32): void {
  for (let i = 0; i < count; i++) store<i32>(plane + (i << 2), readSigned(bits));
}

function shiftUp(plane: usize, frames: i32, bits: i32): void {
  const end = plane + ((frames as usize) << 2);
  for (let at = plane; at < end; at += 16) v128.store(at, i32x4.shl(v128.load(at), bits));
}

function decodeLinear(plane: usize, frames: i32, bits: i32, order: i32): bool {
  readVerbatim(plane, order, bits);
  const precision = (readBits(4) as i32) + 1;
  const shift = readSigned(5);
  if (precision === 16 || shift < 0) return false;
  for (let i = 0; i < order; i++) store<i32>(QUANTISED + (i << 2), readSigned(precision));
  if (!readResidual(plane, frames, order)) return false;
  restoreLinear(plane, frames, order, shift);
  return true;
}

/** Reads the Rice-coded residual (RFC 9639, section 9.2.7) behind the samples that are stored as they are. */
function readResidual(plane: usize, frames: i32, order: i32): bool {
  const method = readBits(2) as i32;
  const partitionOrder = readBits(4) as i32;
  const size = frames >> partitionOrder;
  if (method > 1 || size << partitionOrder !== frames || size < order) return false;
  for (let i = 0; i < 1 << partitionOrder; i++) {
    const parameter = readBits(4 + method) as i32;
    // The escape code is not something that the encoder writes.
    if (parameter === (method ? 31 : 15)) return false;
    const start = i === 0 ? order : i * size;
    if (!readPartition(plane + ((start as usize) << 2), plane + (((i + 1) * size) << 2), parameter)) return false;
  }
  unfold(plane + ((order as usize) << 2), plane + ((frames as usize) << 2));
  return true;
}

/** Most values are read three or two at a time, where so many surely lie within the 56 bits that are at hand. */
const MAX_OF_THREE: i32 = 15;
const MAX_OF_TWO: i32 = 23;

function readPartition(from: usize, to: usize, parameter: i32): bool {
  let at = from;
  while (at < to) {
    if (parameter <= MAX_OF_THREE) at = readThrees(at, to, parameter);
    else if (parameter <= MAX_OF_TWO) at = readTwos(at, to, parameter);
    // A long run of zeros, or the last ones.
    for (let i = 0; i < 3 && at < to; i++, at += 4) {
      const zeros = readUnary();
      if (zeros < 0) return false;
      store<u32>(at, ((zeros as u32) << parameter) | readBits(parameter));
    }
  }
  return true;
}

/** Reads values until three are too long, or fewer are left; answers where it stopped. */
function readThrees(from: usize, to: usize, parameter: i32): usize {
  const place = bitPlace();
  let next: usize = ENCODED + (place >> 3);
  let bits = loadTurned(next) << (place & 7);
  let count: u64 = 56 - (place & 7);
  next += 7;
  const low: u64 = parameter;
  const least: u64 = parameter + 1;
  let at = from;
  for (; at + 12 <= to; at += 12) {
    bits |= loadTurned(next) >> count;
    next += ((63 - count) >> 3) as usize;
    count |= 56;
    const zeros1 = clz<u64>(bits);
    const length1 = zeros1 + least;
    const bits2 = bits << length1;
    const zeros2 = clz<u64>(bits2);
    const length2 = zeros2 + least;
    const bits3 = bits2 << length2;
    const zeros3 = clz<u64>(bits3);
    const length3 = zeros3 + least;
    const length = length1 + length2 + length3;
    if (length > count) break;
    // What is shifted down begins with the one that ends the zeros.
    store<i32>(at, (((zeros1 - 1) << low) + (bits >> (64 - length1))) as i32);
    store<i32>(at, (((zeros2 - 1) << low) + (bits2 >> (64 - length2))) as i32, 4);
    store<i32>(at, (((zeros3 - 1) << low) + (bits3 >> (64 - length3))) as i32, 8);
    bits = bits3 << length3;
    count -= length;
  }
  seekBit(((next - ENCODED) << 3) - (count as usize));
  return at;
}

/** The same with two at a time. */
function readTwos(from: usize, to: usize, parameter: i32): usize {
  const place = bitPlace();
  let next: usize = ENCODED + (place >> 3);
  let bits = loadTurned(next) << (place & 7);
  let count: u64 = 56 - (place & 7);
  next += 7;
  const low: u64 = parameter;
  const least: u64 = parameter + 1;
  let at = from;
  for (; at + 8 <= to; at += 8) {
    bits |= loadTurned(next) >> count;
    next += ((63 - count) >> 3) as usize;
    count |= 56;
    const zeros1 = clz<u64>(bits);
    const length1 = zeros1 + least;
    const bits2 = bits << length1;
    const zeros2 = clz<u64>(bits2);
    const length2 = zeros2 + least;
    const length = length1 + length2;
    if (length > count) break;
    store<i32>(at, (((zeros1 - 1) << low) + (bits >> (64 - length1))) as i32);
    store<i32>(at, (((zeros2 - 1) << low) + (bits2 >> (64 - length2))) as i32, 4);
    bits = bits2 << length2;
    count -= length;
  }
  seekBit(((next - ENCODED) << 3) - (count as usize));
  return at;
}

/** Turns 0, 1, 2, 3, 4 … into 0, -1, 1, -2, 2 …, four at a time and perhaps some of what lies behind. */
function unfold(from: usize, to: usize): void {
  const one = i32x4.splat(1);
  for (let at = from; at < to; at += 16) {
    const folded = v128.load(at);
    v128.store(at, v128.xor(i32x4.shr_u(folded, 1), i32x4.neg(v128.and(folded, one))));
  }
}

/** Eight bytes, the first of them highest. */
function loadTurned(place: usize): u64 {
  const eight = v128.load64_zero(place);
  return i64x2.extract_lane(v128.shuffle<u8>(eight, eight, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8), 0);
}
