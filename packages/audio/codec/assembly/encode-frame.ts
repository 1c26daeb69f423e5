import { at, finishBytes, writeBits, writeSigned } from './bit-writer';
import { crc8, crc16 } from './crc';
import { across, chooseFixed, clearAround, clearEnds, computeFixedResidual } from './fixed';
import { computeLinearResidual, findCoefficients, LINEAR_ORDER, linearShift, PRECISION } from './linear';
import { OTHER_RESIDUAL, PREFERENCES, planeOf, QUANTISED, RESIDUAL } from './memory';
import { chooseRice, writeResidual } from './rice';
import { channels, spreadFrames } from './samples';

const MIDDLE: i32 = 8;
const SIDE: i32 = 9;

/**
 * Both predictions are tried on the first block that a plane has in a chunk; the others are like it. Linear prediction takes twice the time to write
 * and to read, so it has to save one part in so many.
 */
const UNKNOWN: i32 = 0;
const FIXED: i32 = 1;
const LINEAR: i32 = 2;
const LEAST_SAVING: i32 = 10;

/** Writes one frame (RFC 9639, section 9). */
export function encodeFrame(index: i32, firstFrame: i32, frames: i32, bitDepth: i32): void {
  if (index === 0) memory.fill(PREFERENCES, UNKNOWN as u8, 16);
  spreadFrames(firstFrame, frames);
  const wasted = countWasted(frames);
  for (let channel = 0; channel < channels; channel++) {
    if (wasted > 0) shiftDown(planeOf(channel), frames, wasted);
    clearAround(planeOf(channel), frames);
  }
  const assignment = channels === 2 ? chooseStereo(frames, wasted) : channels - 1;
  const begin = at;
  writeHeader(index, frames, assignment, bitDepth);
  for (let channel = 0; channel < channels; channel++) {
    const isSide = assignment === 9 ? channel === 0 : assignment >= 8 && channel === 1;
    const plane = isSide ? SIDE : assignment === 10 ? MIDDLE : channel;
    encodeSubframe(plane, frames, (isSide ? bitDepth + 1 : bitDepth) - wasted, wasted);
  }
  finishBytes();
  writeBits(crc16(begin, at), 16);
  finishBytes();
}

function writeHeader(index: i32, frames: i32, assignment: i32, bitDepth: i32): void {
  const begin = at;
  writeBits(0xfff8, 16);
  // The length in frames follows in 16 bits; the rate is where the stream says it.
  writeBits(0x70, 8);
  writeBits((assignment << 4) | (bitDepth === 8 ? 2 : bitDepth === 16 ? 8 : bitDepth === 24 ? 12 : 0), 8);
  if (index < 0x80) writeBits(index, 8);
  else writeBits(0xc080 | ((index & 0x7c0) << 2) | (index & 0x3f), 16);
  writeBits(frames - 1, 16);
  finishBytes();
  writeBits(crc8(begin, at), 8);
  finishBytes();
}

/** How many of the lowest bits are zero in all samples. */
function countWasted(frames: i32): i32 {
  let any = i32x4.splat(0);
  for (let channel = 0; channel < channels; channel++) {
    const plane = planeOf(channel);
    memory.fill(plane + ((frames as usize) << 2), 0, 16);
    const end = plane + ((frames as usize) << 2);
    for (let place = plane; place < end; place += 16) any = v128.or(any, v128.load(place));
  }
  const bits =
    i32x4.extract_lane(any, 0) | i32x4.extract_lane(any, 1) | i32x4.extract_lane(any, 2) | i32x4.extract_lane(any, 3);
  return bits === 0 ? 0 : ctz(bits);
}

function shiftDown(plane: usize, frames: i32, bits: i32): void {
  const end = plane + ((frames as usize) << 2);
  for (let place = plane; place < end; place += 16) v128.store(place, i32x4.shr_s(v128.load(place), bits));
}

/** Makes middle and side, and tells by their second differences which pair is the cheapest. */
function chooseStereo(frames: i32, wasted: i32): i32 {
  const left = planeOf(0);
  const right = planeOf(1);
  const middle = planeOf(MIDDLE);
  const side = planeOf(SIDE);
  let leftSum = f32x4.splat(0);
  let rightSum = f32x4.splat(0);
  let middleSum = f32x4.splat(0);
  let sideSum = f32x4.splat(0);
  const bytes = (frames as usize) << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const l = v128.load(left + i);
    const r = v128.load(right + i);
    v128.store(middle + i, i32x4.shr_s(i32x4.add(l, r), 1));
    v128.store(side + i, i32x4.sub(l, r));
    const l1 = v128.load(left + i - 4);
    const r1 = v128.load(right + i - 4);
    const lBend = i32x4.add(i32x4.sub(l, i32x4.add(l1, l1)), v128.load(left + i - 8));
    const rBend = i32x4.add(i32x4.sub(r, i32x4.add(r1, r1)), v128.load(right + i - 8));
    leftSum = f32x4.add(leftSum, f32x4.convert_i32x4_s(i32x4.abs(lBend)));
    rightSum = f32x4.add(rightSum, f32x4.convert_i32x4_s(i32x4.abs(rBend)));
    middleSum = f32x4.add(middleSum, f32x4.convert_i32x4_s(i32x4.abs(i32x4.shr_s(i32x4.add(lBend, rBend), 1))));
    sideSum = f32x4.add(sideSum, f32x4.convert_i32x4_s(i32x4.abs(i32x4.sub(lBend, rBend))));
  }
  clearAround(middle, frames);
  clearAround(side, frames);
  const l = across(leftSum) + 1;
  const r = across(rightSum) + 1;
  const s = across(sideSum) + 1;
  // A middle whose wasted bit may be one is no multiple of what left and right are multiples of.
  const m = wasted > 0 ? Infinity : across(middleSum) + 1;
  // Bits go with the logarithm of a sum, so pairs go with the product of theirs.
  const least = min(min(l * r, l * s), min(s * r, m * s));
  return least === l * r ? 1 : least === l * s ? 8 : least === s * r ? 9 : 10;
}

function encodeSubframe(planeIndex: i32, frames: i32, bits: i32, wasted: i32): void {
  const plane = planeOf(planeIndex);
  if (isConstant(plane, frames)) {
    writeConstant(plane, bits, wasted);
    return;
  }
  const preference: i32 = load<u8>(PREFERENCES + planeIndex);
  const plainBits = frames * bits;
  const linearBits = preference === FIXED ? i32.MAX_VALUE : tryLinear(plane, frames, bits);
  if (preference === LINEAR && linearBits < plainBits) {
    writeLinear(plane, frames, bits, wasted);
    return;
  }
  const order = min(chooseFixed(plane, frames), frames);
  computeFixedResidual(plane, frames, order, RESIDUAL);
  const fixedBits = chooseRice(RESIDUAL, frames, order) + order * bits;
  const isLinear = linearBits < min(fixedBits, plainBits) && fixedBits - linearBits > linearBits / LEAST_SAVING;
  if (preference === UNKNOWN) store<u8>(PREFERENCES + planeIndex, (isLinear ? LINEAR : FIXED) as u8);
  if (isLinear) {
    chooseRice(OTHER_RESIDUAL, frames, LINEAR_ORDER);
    writeLinear(plane, frames, bits, wasted);
  } else if (fixedBits < plainBits) {
    writeSubframeHeader(8 + order, wasted);
    writePlain(plane, order, bits);
    writeResidual(RESIDUAL, frames, order);
  } else {
    writeSubframeHeader(1, wasted);
    writePlain(plane, frames, bits);
  }
}

/** Predicts linearly; answers about how many bits that takes. */
function tryLinear(plane: usize, frames: i32, bits: i32): i32 {
  if (frames <= 64 || !findCoefficients(plane, frames)) return i32.MAX_VALUE;
  computeLinearResidual(plane, frames, OTHER_RESIDUAL);
  clearEnds(OTHER_RESIDUAL, frames, LINEAR_ORDER);
  return chooseRice(OTHER_RESIDUAL, frames, LINEAR_ORDER) + LINEAR_ORDER * (bits + PRECISION) + 9;
}

function writeConstant(plane: usize, bits: i32, wasted: i32): void {
  writeSubframeHeader(0, wasted);
  writeSigned(load<i32>(plane), bits);
}

function writeLinear(plane: usize, frames: i32, bits: i32, wasted: i32): void {
  writeSubframeHeader(31 + LINEAR_ORDER, wasted);
  writePlain(plane, LINEAR_ORDER, bits);
  writeBits(PRECISION - 1, 4);
  writeBits(linearShift, 5);
  for (let i = 0; i < LINEAR_ORDER; i++) writeSigned(load<i32>(QUANTISED + (i << 2)), PRECISION);
  writeResidual(OTHER_RESIDUAL, frames, LINEAR_ORDER);
}

function isConstant(plane: usize, frames: i32): bool {
  const first = load<i32>(plane);
  if (load<i32>(plane + ((frames - 1) << 2)) !== first) return false;
  for (let i = 0; i < frames; i++) if (load<i32>(plane + (i << 2)) !== first) return false;
  return true;
}

function writeSubframeHeader(kind: i32, wasted: i32): void {
  writeBits((kind << 1) | (wasted > 0 ? 1 : 0), 8);
  if (wasted > 0) writeBits(1, wasted);
}

function writePlain(plane: usize, count: i32, bits: i32): void {
  for (let i = 0; i < count; i++) writeSigned(load<i32>(plane + (i << 2)), bits);
}
