// Writes bits, highest first. Up to 31 bits wait in `pending`.

export let at: usize = 0;
export let pending: u64 = 0;
export let pendingBits: i32 = 0;

export function startWriting(to: usize): void {
  at = to;
  pending = 0;
  pendingBits = 0;
}

/** Puts back what a loop has kept in its own variables. */
export function setWriter(newAt: usize, newPending: u64, newBits: i32): void {
  at = newAt;
  pending = newPending;
  pendingBits = newBits;
}

/** Four bytes, the highest first. */
export function storeTurned(to: usize, value: u32): void {
  store<u32>(to, rotl<u32>(value & 0xff00ff00, 8) | rotl<u32>(value & 0x00ff00ff, 24));
}

/** Writes the lowest `bits` (0 to 32) of a value whose other bits are zero. */
export function writeBits(value: u32, bits: i32): void {
  pending = (pending << bits) | value;
  pendingBits += bits;
  if (pendingBits >= 32) {
    pendingBits -= 32;
    storeTurned(at, (pending >> pendingBits) as u32);
    at += 4;
  }
}

/** Writes a number in two's complement. */
export function writeSigned(value: i32, bits: i32): void {
  writeBits(bits === 32 ? value : value & ((1 << bits) - 1), bits);
}

/** Fills the last byte with zeros and writes everything out. */
export function finishBytes(): void {
  while (pendingBits > 0) {
    const shift = pendingBits - 8;
    store<u8>(at, (shift >= 0 ? pending >> shift : pending << -shift) as u8);
    at += 1;
    pendingBits -= 8;
  }
  pending = 0;
  pendingBits = 0;
}
