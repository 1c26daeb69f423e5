import { isOverrun, readBits, seekByte } from './bit-reader';
import { at, finishBytes, startWriting, writeBits } from './bit-writer';
import { CHUNK, DECODED, LEFT_OVER, WHOLES } from './memory';
import { bigEndian } from './samples';

// Samples that FLAC does not hold, split in two. Of floats, the whole part is the mantissa, shifted so that all have the exponent of the
// largest: 25 bits in two's complement. What was shifted out is left over; how much that is, the whole part tells. A
// float whose whole part is zero has a flag: nothing left over, or all of its 32 bits. Of integers of 32 bits, the whole part
// is the upper 24, and the rest is left over.

/** What `splitFloats` and `splitIntegers` found: the largest exponent, and what is left over (none, bits, bits and flags). */
export let exponent: i32 = 0;
export let leftOver: i32 = 0;
const NOTHING: i32 = 0;
const BITS: i32 = 1;
const BITS_AND_FLAGS: i32 = 2;

function turned(value: u32): u32 {
  return rotl<u32>(value & 0xff00ff00, 8) | rotl<u32>(value & 0x00ff00ff, 24);
}

function sampleAt(place: usize): u32 {
  return bigEndian ? turned(load<u32>(CHUNK + place)) : load<u32>(CHUNK + place);
}

/** Splits the floats of the chunk; false where one of them is not a number. */
export function splitFloats(bytes: i32): bool {
  exponent = 0;
  for (let i: usize = 0; i < (bytes as usize); i += 4) exponent = max(exponent, (sampleAt(i) >> 23) & 0xff);
  if (exponent === 0xff) return false;
  let anyBits: u32 = 0;
  let anyWhole: u32 = 0;
  for (let i: usize = 0; i < (bytes as usize); i += 4) {
    const sample = sampleAt(i);
    const own = (sample >> 23) & 0xff;
    const shift = exponent - own;
    if (own === 0 || shift > 23) {
      store<i32>(WHOLES + i, 0);
      anyWhole |= sample;
    } else {
      const mantissa: u32 = (sample & 0x7fffff) | 0x800000;
      const whole: i32 = mantissa >> shift;
      anyBits |= mantissa ^ (whole << shift);
      store<i32>(WHOLES + i, (sample as i32) < 0 ? -whole : whole);
    }
  }
  leftOver = anyWhole !== 0 ? BITS_AND_FLAGS : anyBits !== 0 ? BITS : NOTHING;
  return true;
}

export function splitIntegers(bytes: i32): void {
  exponent = 0;
  let any: u32 = 0;
  for (let i: usize = 0; i < (bytes as usize); i += 4) {
    const sample = sampleAt(i);
    any |= sample & 0xff;
    store<i32>(WHOLES + i, (sample as i32) >> 8);
  }
  leftOver = any !== 0 ? BITS : NOTHING;
}

/** Writes what is left over; answers how many bytes that takes. */
export function writeLeftOver(bytes: i32, isFloat: bool): i32 {
  if (leftOver === NOTHING) return 0;
  startWriting(LEFT_OVER);
  if (isFloat) writeFloatBits(bytes);
  else for (let i: usize = 0; i < (bytes as usize); i += 4) writeBits(sampleAt(i) & 0xff, 8);
  finishBytes();
  return (at - LEFT_OVER) as i32;
}

function writeFloatBits(bytes: i32): void {
  for (let i: usize = 0; i < (bytes as usize); i += 4) {
    const sample = sampleAt(i);
    const own = (sample >> 23) & 0xff;
    const shift = exponent - own;
    if (own !== 0 && shift <= 23) writeBits(sample & ((1 << shift) - 1), shift);
    else if (leftOver === BITS_AND_FLAGS) {
      if (sample === 0) writeBits(0, 1);
      else {
        writeBits(1, 1);
        writeBits(sample, 32);
      }
    }
  }
}

/** Joins wholes and what is left over, which begins at a byte of the turned words; false where they do not fit. */
export function join(bytes: i32, isFloat: bool, newExponent: i32, newLeftOver: i32, byte: i32): bool {
  exponent = newExponent;
  leftOver = newLeftOver;
  seekByte(byte);
  for (let i: usize = 0; i < (bytes as usize); i += 4) {
    const whole = load<i32>(WHOLES + i);
    const sample = isFloat ? joinFloat(whole) : (whole << 8) | (leftOver === NOTHING ? 0 : readBits(8));
    store<u32>(DECODED + i, bigEndian ? turned(sample) : sample);
  }
  return !isOverrun();
}

function joinFloat(whole: i32): u32 {
  if (whole === 0) {
    if (leftOver !== BITS_AND_FLAGS || readBits(1) === 0) return 0;
    return readBits(32);
  }
  const size: u32 = whole < 0 ? -whole : whole;
  const shift = (clz<u32>(size) as i32) - 8;
  const rest = leftOver === NOTHING ? 0 : readBits(shift & 31);
  const mantissa = (size << shift) | rest;
  return ((whole as u32) & 0x80000000) | ((exponent - shift) << 23) | (mantissa & 0x7fffff);
}
