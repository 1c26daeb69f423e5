import { CRC8, CRC16 } from './memory';

/** Fills the tables of both checksums (RFC 9639, sections 9.1.8 and 9.3). */
export function fillCrcTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let short = byte;
    let long = byte << 8;
    for (let i = 0; i < 8; i++) {
      short = short & 0x80 ? ((short << 1) ^ 0x07) & 0xff : short << 1;
      long = long & 0x8000 ? ((long << 1) ^ 0x8005) & 0xffff : long << 1;
    }
    store<u8>(CRC8 + byte, short as u8);
    store<u16>(CRC16 + 2 * byte, long as u16);
  }
  for (let slice = 1; slice < 8; slice++) {
    for (let byte = 0; byte < 256; byte++) {
      const before: u32 = load<u16>(CRC16 + ((slice - 1) << 9) + 2 * byte);
      store<u16>(CRC16 + (slice << 9) + 2 * byte, ((before << 8) ^ entry(0, before >> 8)) as u16);
    }
  }
}

function entry(slice: i32, byte: u32): u32 {
  return load<u16>(CRC16 + (slice << 9) + ((byte & 0xff) << 1));
}

export function crc8(from: usize, to: usize): u32 {
  let crc: u32 = 0;
  for (let at = from; at < to; at++) crc = load<u8>(CRC8 + (crc ^ load<u8>(at)));
  return crc;
}

/** Eight bytes at a time: one byte after the other would be a sixth of the time that encoding takes. */
export function crc16(from: usize, to: usize): u32 {
  let crc: u32 = 0;
  let at = from;
  for (; at + 8 <= to; at += 8) {
    const low = load<u32>(at);
    const high = load<u32>(at, 4);
    crc =
      entry(7, (crc >> 8) ^ low) ^
      entry(6, crc ^ (low >> 8)) ^
      entry(5, low >> 16) ^
      entry(4, low >> 24) ^
      entry(3, high) ^
      entry(2, high >> 8) ^
      entry(1, high >> 16) ^
      entry(0, high >> 24);
  }
  for (; at < to; at++) crc = ((crc << 8) & 0xffff) ^ entry(0, (crc >> 8) ^ load<u8>(at));
  return crc;
}
