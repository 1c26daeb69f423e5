import { TURNED } from './memory';

// Reads bits, highest first, out of words that have been turned round already. Reading behind the end gives whatever is there, and is noticed.

/** The next bits, highest first, and how many of them count. */
export let waiting: u64 = 0;
export let waitingBits: i32 = 0;
/** The next word, and the end of the words. */
export let word: usize = 0;
let end: usize = 0;

/** Turns the bytes from `from` on round, in fours, for reading. */
export function turnWords(from: usize, bytes: i32): void {
  end = TURNED + ((bytes as usize) + 3);
  for (let i: usize = 0; i < (bytes as usize); i += 16) {
    const four = v128.load(from + i);
    v128.store(TURNED + i, v128.shuffle<u8>(four, four, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
  }
}

/** Goes on reading at a byte of what was turned. */
export function seekByte(byte: i32): void {
  word = TURNED + ((byte & ~3) as usize);
  waiting = 0;
  waitingBits = 0;
  readBits((byte & 3) << 3);
}

/** Which byte comes next, counted from the first; only between bytes. */
export function bytePlace(): i32 {
  return ((word - TURNED) as i32) - (waitingBits >> 3);
}

export function isOverrun(): bool {
  return word - ((waitingBits >> 3) as usize) > end;
}

/** Which bit comes next, counted from the first. */
export function bitPlace(): usize {
  return ((word - TURNED) << 3) - (waitingBits as usize);
}

/** Goes on reading at a bit. */
export function seekBit(place: usize): void {
  word = TURNED + ((place >> 5) << 2) + 4;
  waiting = (load<u32>(word - 4) as u64) << (32 + (place & 31));
  waitingBits = 32 - ((place & 31) as i32);
}

/** An unsigned number of 0 to 32 bits. */
export function readBits(bits: i32): u32 {
  if (waitingBits < bits) {
    waiting |= (load<u32>(word) as u64) << (32 - waitingBits);
    word += 4;
    waitingBits += 32;
  }
  const value = ((waiting >> 1) >> (63 - bits)) as u32;
  waiting <<= bits;
  waitingBits -= bits;
  return value;
}

export function readSigned(bits: i32): i32 {
  return ((readBits(bits) << (32 - bits)) as i32) >> (32 - bits);
}

/** How many zeros come before the next one, which is taken too; -1 behind the end. */
export function readUnary(): i32 {
  let zeros = 0;
  while (waiting === 0) {
    zeros += waitingBits;
    if (word >= end) return -1;
    waiting = (load<u32>(word) as u64) << 32;
    waitingBits = 32;
    word += 4;
  }
  const leading = clz<u64>(waiting) as i32;
  waiting = (waiting << leading) << 1;
  waitingBits -= leading + 1;
  return zeros + leading;
}

export function skipToByte(): void {
  readBits(waitingBits & 7);
}
