import { readBits, readSigned, readUnary, setReader, waiting, waitingBits, word } from './bit-reader';
import { restoreFixed } from './fixed';
import { restoreLinear } from './linear';
import { QUANTISED } from './memory';

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
  return true;
}

function readPartition(from: usize, to: usize, parameter: i32): bool {
  let bits = waiting;
  let count = waitingBits;
  let next = word;
  const drop: u64 = 63 - parameter;
  for (let at = from; at < to; at += 4) {
    // Without a branch: whether a word is needed is as good as random.
    const needed = (count - 32) >> 31;
    bits |= ((load<u32>(next) as u64) << (32 - count)) & (needed as i64);
    next += (needed & 4) as usize;
    count += needed & 32;
    const zeros = clz<u64>(bits) as i32;
    const length = zeros + 1 + parameter;
    let folded: u32;
    if (length <= count) {
      bits = (bits << zeros) << 1;
      folded = (zeros << parameter) | (((bits >> 1) >> drop) as u32);
      bits <<= parameter;
      count -= length;
    } else {
      setReader(next, bits, count);
      const many = readUnary();
      if (many < 0) return false;
      folded = ((many as u32) << parameter) | readBits(parameter);
      bits = waiting;
      count = waitingBits;
      next = word;
    }
    store<i32>(at, ((folded >> 1) as i32) ^ -((folded & 1) as i32));
  }
  setReader(next, bits, count);
  return true;
}
