import { AUTOCORRELATION, COEFFICIENTS, DOUBLES, QUANTISED, WINDOWED } from './memory';

// Linear prediction (RFC 9639, section 9.2.6). All sums are made in doubles, which hold them exactly.

/** How far back a prediction looks, and how finely its coefficients are written. */
export const LINEAR_ORDER: i32 = 8;
export const PRECISION: i32 = 14;

/** By how many bits the sum of products is shifted down. */
export let linearShift: i32 = 0;

/** Adding this to a whole number of up to 51 bits puts it, in two's complement, into the lowest bits of the double. */
const MAGIC: f64 = 6755399441055744.0;

/** Finds coefficients for these samples; false where nothing can be predicted. */
export function findCoefficients(plane: usize, frames: i32): bool {
  spread(plane, frames);
  correlate(frames);
  return solve() && quantise();
}

/** Copies the samples as doubles, plain and under a Welch window. */
function spread(plane: usize, frames: i32): void {
  memory.fill(WINDOWED - 128, 0, 128);
  memory.fill(DOUBLES - 128, 0, 128);
  const centre = ((frames - 1) as f64) / 2;
  const scale = f64x2.splat(1 / (centre + 1));
  let place = f64x2.replace_lane(f64x2.splat(-centre), 1, 1 - centre);
  const two = f64x2.splat(2);
  const one = f64x2.splat(1);
  const end = plane + ((frames as usize) << 2);
  let plain: usize = DOUBLES;
  let windowed: usize = WINDOWED;
  for (let at = plane; at < end; at += 8, plain += 16, windowed += 16) {
    const value = f64x2.convert_low_i32x4_s(v128.load64_zero(at));
    const part = f64x2.mul(place, scale);
    v128.store(plain, value);
    v128.store(windowed, f64x2.mul(value, f64x2.sub(one, f64x2.mul(part, part))));
    place = f64x2.add(place, two);
  }
  // Samples come in pairs; behind an odd last one is the zero that fills up its four.
}

/** Sums of products of the windowed samples with themselves, 0 to 8 places later. */
function correlate(frames: i32): void {
  let sum0 = f64x2.splat(0);
  let sum1 = f64x2.splat(0);
  let sum2 = f64x2.splat(0);
  let sum3 = f64x2.splat(0);
  let sum4 = f64x2.splat(0);
  let sum5 = f64x2.splat(0);
  let sum6 = f64x2.splat(0);
  let sum7 = f64x2.splat(0);
  let sum8 = f64x2.splat(0);
  const end = WINDOWED + ((frames as usize) << 3);
  for (let at: usize = WINDOWED; at < end; at += 16) {
    const now = v128.load(at);
    sum0 = f64x2.add(sum0, f64x2.mul(now, now));
    sum1 = f64x2.add(sum1, f64x2.mul(now, v128.load(at - 8)));
    sum2 = f64x2.add(sum2, f64x2.mul(now, v128.load(at - 16)));
    sum3 = f64x2.add(sum3, f64x2.mul(now, v128.load(at - 24)));
    sum4 = f64x2.add(sum4, f64x2.mul(now, v128.load(at - 32)));
    sum5 = f64x2.add(sum5, f64x2.mul(now, v128.load(at - 40)));
    sum6 = f64x2.add(sum6, f64x2.mul(now, v128.load(at - 48)));
    sum7 = f64x2.add(sum7, f64x2.mul(now, v128.load(at - 56)));
    sum8 = f64x2.add(sum8, f64x2.mul(now, v128.load(at - 64)));
  }
  keepSum(0, sum0);
  keepSum(1, sum1);
  keepSum(2, sum2);
  keepSum(3, sum3);
  keepSum(4, sum4);
  keepSum(5, sum5);
  keepSum(6, sum6);
  keepSum(7, sum7);
  keepSum(8, sum8);
}

function keepSum(lag: i32, lanes: v128): void {
  store<f64>(AUTOCORRELATION + (lag << 3), f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1));
}

function correlation(lag: i32): f64 {
  return load<f64>(AUTOCORRELATION + (lag << 3));
}

function coefficient(index: i32): f64 {
  return load<f64>(COEFFICIENTS + (index << 3));
}

/** Levinson and Durbin's recursion, from the sums to coefficients. */
function solve(): bool {
  let error = correlation(0);
  if (!(error > 0)) return false;
  for (let order = 0; order < LINEAR_ORDER; order++) {
    let reflection = correlation(order + 1);
    for (let i = 0; i < order; i++) reflection -= coefficient(i) * correlation(order - i);
    reflection /= error;
    store<f64>(COEFFICIENTS + (order << 3), reflection);
    for (let i = 0; i < order >> 1; i++) {
      const low = coefficient(i);
      const high = coefficient(order - 1 - i);
      store<f64>(COEFFICIENTS + (i << 3), low - reflection * high);
      store<f64>(COEFFICIENTS + ((order - 1 - i) << 3), high - reflection * low);
    }
    if (order & 1) {
      const middle = order >> 1;
      store<f64>(COEFFICIENTS + (middle << 3), coefficient(middle) * (1 - reflection));
    }
    error *= 1 - reflection * reflection;
    if (!(error > 0)) {
      for (let i = order + 1; i < LINEAR_ORDER; i++) store<f64>(COEFFICIENTS + (i << 3), 0);
      return true;
    }
  }
  return true;
}

/** Rounds the coefficients to whole numbers, carrying each one's error over to the next. */
function quantise(): bool {
  let largest: f64 = 0;
  for (let i = 0; i < LINEAR_ORDER; i++) largest = max(largest, abs(coefficient(i)));
  if (!(largest > 0) || !(largest < 8192)) return false;
  linearShift = 15;
  const limit = ((1 << (PRECISION - 1)) - 1) as f64;
  while (linearShift > 0 && largest * ((1 << linearShift) as f64) > limit) linearShift--;
  if (linearShift === 0) return false;
  let carried: f64 = 0;
  for (let i = 0; i < LINEAR_ORDER; i++) {
    carried += coefficient(i) * ((1 << linearShift) as f64);
    const whole = max(-limit, min(limit, nearest(carried)));
    carried -= whole;
    store<i32>(QUANTISED + (i << 2), whole as i32);
  }
  return true;
}

function factor(index: i32): v128 {
  return f64x2.splat((load<i32>(QUANTISED + (index << 2)) as f64) / ((1 << linearShift) as f64));
}

/** Writes the residual of the prediction that `findCoefficients` found for the samples that it has spread. */
export function computeLinearResidual(plane: usize, frames: i32, residual: usize): void {
  const c1 = factor(0);
  const c2 = factor(1);
  const c3 = factor(2);
  const c4 = factor(3);
  const c5 = factor(4);
  const c6 = factor(5);
  const c7 = factor(6);
  const c8 = factor(7);
  const magic = f64x2.splat(MAGIC);
  const end = plane + ((frames as usize) << 2);
  let from: usize = DOUBLES;
  let out = residual;
  for (let at = plane; at < end; at += 8, from += 16, out += 8) {
    const near = f64x2.add(f64x2.mul(c1, v128.load(from - 8)), f64x2.mul(c2, v128.load(from - 16)));
    const next = f64x2.add(f64x2.mul(c3, v128.load(from - 24)), f64x2.mul(c4, v128.load(from - 32)));
    const far = f64x2.add(f64x2.mul(c5, v128.load(from - 40)), f64x2.mul(c6, v128.load(from - 48)));
    const last = f64x2.add(f64x2.mul(c7, v128.load(from - 56)), f64x2.mul(c8, v128.load(from - 64)));
    const sum = f64x2.floor(f64x2.add(f64x2.add(near, next), f64x2.add(far, last)));
    const left = f64x2.add(f64x2.sub(v128.load(from), sum), magic);
    v128.store64_lane(out, v128.shuffle<i32>(left, left, 0, 2, 0, 2), 0);
  }
}

/** Turns the residual of a prediction back into samples, where they lie; `coefficients` are at QUANTISED. */
export function restoreLinear(plane: usize, frames: i32, order: i32, shift: i32): void {
  if (order === 8) restoreEight(plane, frames, shift);
  else restoreAny(plane, frames, order, shift);
}

function restoreAny(plane: usize, frames: i32, order: i32, shift: i32): void {
  const end = plane + ((frames as usize) << 2);
  for (let at = plane + ((order as usize) << 2); at < end; at += 4) {
    let sum: i64 = 0;
    for (let i = 0; i < order; i++) {
      sum += (load<i32>(QUANTISED + (i << 2)) as i64) * (load<i32>(at - ((i + 1) << 2)) as i64);
    }
    store<i32>(at, load<i32>(at) + ((sum >> shift) as i32));
  }
}

function restoreEight(plane: usize, frames: i32, shift: i32): void {
  const c1: i64 = load<i32>(QUANTISED);
  const c2: i64 = load<i32>(QUANTISED, 4);
  const c3: i64 = load<i32>(QUANTISED, 8);
  const c4: i64 = load<i32>(QUANTISED, 12);
  const c5: i64 = load<i32>(QUANTISED, 16);
  const c6: i64 = load<i32>(QUANTISED, 20);
  const c7: i64 = load<i32>(QUANTISED, 24);
  const c8: i64 = load<i32>(QUANTISED, 28);
  const wide: i64 = shift;
  const end = plane + ((frames as usize) << 2);
  let x1: i64 = load<i32>(plane, 28);
  for (let at = plane + 32; at < end; at += 4) {
    // The newest sample comes last, because everything else can be summed while it is still being made.
    let sum = c8 * (load<i32>(at - 32) as i64) + c7 * (load<i32>(at - 28) as i64);
    sum += c6 * (load<i32>(at - 24) as i64) + c5 * (load<i32>(at - 20) as i64);
    sum += c4 * (load<i32>(at - 16) as i64) + c3 * (load<i32>(at - 12) as i64);
    sum += c2 * (load<i32>(at - 8) as i64);
    x1 = (load<i32>(at) + (((sum + c1 * x1) >> wide) as i32)) as i64;
    store<i32>(at, x1 as i32);
  }
}
