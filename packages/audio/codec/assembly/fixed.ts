import { LEAD } from './memory';

// The fixed predictors (RFC 9639, section 9.2.5), four samples at a time. They look back over the edge of the samples, where zeros are.

/** Size of the residual of the predictors of order 0 to 4, summed over the samples; what `chooseFixed` compared. */
let sum0: f64 = 0;
let sum1: f64 = 0;
let sum2: f64 = 0;
let sum3: f64 = 0;
let sum4: f64 = 0;

/** Which predictor leaves least; 0 to 4. */
export function chooseFixed(plane: usize, frames: i32): i32 {
  let total0 = f32x4.splat(0);
  let total1 = f32x4.splat(0);
  let total2 = f32x4.splat(0);
  let total3 = f32x4.splat(0);
  let total4 = f32x4.splat(0);
  const end = plane + ((frames as usize) << 2);
  for (let at = plane; at < end; at += 16) {
    const now = v128.load(at);
    const x1 = v128.load(at - 4);
    const x2 = v128.load(at - 8);
    const x3 = v128.load(at - 12);
    const x4 = v128.load(at - 16);
    const first = i32x4.sub(now, x1);
    const firstBefore = i32x4.sub(x1, x2);
    const firstEarlier = i32x4.sub(x2, x3);
    const second = i32x4.sub(first, firstBefore);
    const secondBefore = i32x4.sub(firstBefore, firstEarlier);
    const secondEarlier = i32x4.sub(firstEarlier, i32x4.sub(x3, x4));
    const third = i32x4.sub(second, secondBefore);
    const fourth = i32x4.sub(third, i32x4.sub(secondBefore, secondEarlier));
    total0 = f32x4.add(total0, f32x4.convert_i32x4_s(i32x4.abs(now)));
    total1 = f32x4.add(total1, f32x4.convert_i32x4_s(i32x4.abs(first)));
    total2 = f32x4.add(total2, f32x4.convert_i32x4_s(i32x4.abs(second)));
    total3 = f32x4.add(total3, f32x4.convert_i32x4_s(i32x4.abs(third)));
    total4 = f32x4.add(total4, f32x4.convert_i32x4_s(i32x4.abs(fourth)));
  }
  sum0 = across(total0);
  sum1 = across(total1);
  sum2 = across(total2);
  sum3 = across(total3);
  sum4 = across(total4);
  const least = min(sum0, min(min(sum1, sum2), min(sum3, sum4)));
  return least === sum0 ? 0 : least === sum1 ? 1 : least === sum2 ? 2 : least === sum3 ? 3 : 4;
}

export function across(lanes: v128): f64 {
  return (
    (f32x4.extract_lane(lanes, 0) as f64) +
    (f32x4.extract_lane(lanes, 1) as f64) +
    (f32x4.extract_lane(lanes, 2) as f64) +
    (f32x4.extract_lane(lanes, 3) as f64)
  );
}

/** Writes the residual of a fixed predictor, zeros for the samples that are stored as they are. */
export function computeFixedResidual(plane: usize, frames: i32, order: i32, residual: usize): void {
  const end = plane + ((frames as usize) << 2);
  let out = residual;
  for (let at = plane; at < end; at += 16, out += 16) {
    const now = v128.load(at);
    let left = now;
    if (order === 1) left = i32x4.sub(now, v128.load(at - 4));
    else if (order === 2) {
      const x1 = v128.load(at - 4);
      left = i32x4.add(i32x4.sub(now, i32x4.add(x1, x1)), v128.load(at - 8));
    } else if (order === 3) {
      const inner = i32x4.sub(v128.load(at - 8), v128.load(at - 4));
      left = i32x4.sub(i32x4.add(now, i32x4.add(inner, i32x4.shl(inner, 1))), v128.load(at - 12));
    } else if (order === 4) {
      const outer = i32x4.shl(i32x4.add(v128.load(at - 4), v128.load(at - 12)), 2);
      const middle = v128.load(at - 8);
      const six = i32x4.add(i32x4.shl(middle, 2), i32x4.shl(middle, 1));
      left = i32x4.add(i32x4.sub(i32x4.add(now, v128.load(at - 16)), outer), six);
    }
    v128.store(out, left);
  }
  clearEnds(residual, frames, order);
}

/** Makes zero what is not coded: the first samples, and what fills up the last four. */
export function clearEnds(residual: usize, frames: i32, order: i32): void {
  memory.fill(residual, 0, (order as usize) << 2);
  const rest = -frames & 3;
  memory.fill(residual + ((frames as usize) << 2), 0, (rest as usize) << 2);
}

/** Makes zero what lies before a plane and what fills up its last four samples. */
export function clearAround(plane: usize, frames: i32): void {
  memory.fill(plane - LEAD, 0, LEAD);
  memory.fill(plane + ((frames as usize) << 2), 0, 32);
}

/** Turns the residual of a fixed predictor back into samples, where they lie. */
export function restoreFixed(plane: usize, frames: i32, order: i32): void {
  const end = plane + ((frames as usize) << 2);
  let x1 = 0;
  let x2 = 0;
  let x3 = 0;
  let x4 = 0;
  if (order > 0) x1 = load<i32>(plane + ((order - 1) << 2));
  if (order > 1) x2 = load<i32>(plane + ((order - 2) << 2));
  if (order > 2) x3 = load<i32>(plane + ((order - 3) << 2));
  if (order > 3) x4 = load<i32>(plane);
  let at = plane + ((order as usize) << 2);
  if (order === 1) {
    for (; at < end; at += 4) {
      x1 += load<i32>(at);
      store<i32>(at, x1);
    }
  } else if (order === 2) {
    let step = x1 - x2;
    for (; at < end; at += 4) {
      step += load<i32>(at);
      x1 += step;
      store<i32>(at, x1);
    }
  } else if (order === 3) {
    let step = x1 - x2;
    let bend = step - (x2 - x3);
    for (; at < end; at += 4) {
      bend += load<i32>(at);
      step += bend;
      x1 += step;
      store<i32>(at, x1);
    }
  } else if (order === 4) {
    let step = x1 - x2;
    let bend = step - (x2 - x3);
    let twist = bend - (x2 - x3 - (x3 - x4));
    for (; at < end; at += 4) {
      twist += load<i32>(at);
      bend += twist;
      step += bend;
      x1 += step;
      store<i32>(at, x1);
    }
  }
}
