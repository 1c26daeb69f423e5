import { at, pending, pendingBits, setWriter, storeTurned, writeBits } from './bit-writer';
import { CHOSEN, SUMS, TRIED } from './memory';

const MAX_ORDER: i32 = 5;

/** What `chooseRice` found. */
export let riceOrder: i32 = 0;
let riceParameterBits: i32 = 4;

/**
 * Chooses partitions and their parameters for the residual of a subframe (RFC 9639, section 9.2.7), from the sums of
 * its absolute values; answers about how many bits it will take. What comes before `order` is zero, and so is what
 * fills up the last four.
 */
export function chooseRice(residual: usize, frames: i32, order: i32): i32 {
  const finest = finestOrder(frames, order);
  sumPartitions(residual, frames, finest);
  let best = i32.MAX_VALUE;
  for (let partitionOrder = finest; partitionOrder >= 0; partitionOrder--) {
    const bits = tryParameters(frames, order, partitionOrder);
    if (bits < best) {
      best = bits;
      riceOrder = partitionOrder;
      memory.copy(CHOSEN, TRIED, 1 << partitionOrder);
    }
    if (partitionOrder > 0) halveSums(partitionOrder);
  }
  riceParameterBits = 4;
  for (let i = 0; i < 1 << riceOrder; i++) if (load<u8>(CHOSEN + i) > 14) riceParameterBits = 5;
  return best;
}

/** Partitions hold a multiple of four values, and more than the prediction looks back. */
function finestOrder(frames: i32, order: i32): i32 {
  let finest = min<i32>(MAX_ORDER, ctz(frames) - 2);
  while (finest > 0 && frames >> finest < max<i32>(64, order + 1)) finest--;
  return max<i32>(0, finest);
}

function sumPartitions(residual: usize, frames: i32, partitionOrder: i32): void {
  const count = 1 << partitionOrder;
  const bytes: usize = ((((frames >> partitionOrder) + 3) & ~3) as usize) << 2;
  let at = residual;
  for (let i = 0; i < count; i++) {
    let sum = i64x2.splat(0);
    for (const end = at + bytes; at < end; at += 16) {
      const size = i32x4.abs(v128.load(at));
      sum = i64x2.add(sum, i64x2.add(i64x2.extend_low_i32x4_u(size), i64x2.extend_high_i32x4_u(size)));
    }
    store<i64>(SUMS + (i << 3), i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1));
  }
}

function halveSums(partitionOrder: i32): void {
  for (let i = 0; i < 1 << (partitionOrder - 1); i++) {
    store<i64>(SUMS + (i << 3), load<i64>(SUMS + (i << 4)) + load<i64>(SUMS + (i << 4), 8));
  }
}

function tryParameters(frames: i32, order: i32, partitionOrder: i32): i32 {
  const size = frames >> partitionOrder;
  let bits: i64 = 0;
  for (let i = 0; i < 1 << partitionOrder; i++) {
    const count: i64 = i === 0 ? size - order : size;
    const folded = load<i64>(SUMS + (i << 3)) << 1;
    let parameter: i64 = 0;
    if (count > 0 && folded > count) parameter = 63 - clz<i64>(folded / count);
    store<u8>(TRIED + i, parameter as u8);
    bits += 5 + count * (parameter + 1) + (folded >> parameter);
  }
  return bits as i32;
}

/** Writes the residual with what `chooseRice` chose last for it. */
export function writeResidual(residual: usize, frames: i32, order: i32): void {
  writeBits(riceParameterBits === 5 ? 1 : 0, 2);
  writeBits(riceOrder, 4);
  const size = frames >> riceOrder;
  for (let i = 0; i < 1 << riceOrder; i++) {
    const parameter: i32 = load<u8>(CHOSEN + i);
    writeBits(parameter, riceParameterBits);
    const start = i === 0 ? order : i * size;
    writePartition(residual + ((start as usize) << 2), residual + (((i + 1) * size) << 2), parameter);
  }
}

function writePartition(from: usize, to: usize, parameter: i32): void {
  let out = at;
  let bits = pending;
  let count = pendingBits;
  const stop: u32 = 1 << parameter;
  const mask: u32 = stop - 1;
  for (let place = from; place < to; place += 4) {
    const value = load<i32>(place);
    const folded: u32 = (value << 1) ^ (value >> 31);
    let zeros: i32 = folded >> parameter;
    while (zeros + parameter > 31) {
      // A long run of zeros, in steps that fit.
      const step = min<i32>(zeros, 31);
      bits <<= step;
      count += step;
      zeros -= step;
      if (count >= 32) {
        count -= 32;
        storeTurned(out, (bits >> count) as u32);
        out += 4;
      }
    }
    const length = zeros + parameter + 1;
    bits = (bits << length) | stop | (folded & mask);
    count += length;
    if (count >= 32) {
      count -= 32;
      storeTurned(out, (bits >> count) as u32);
      out += 4;
    }
  }
  setWriter(out, bits, count);
}
