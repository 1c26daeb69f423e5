const crc8Table = crcTable(8, 0x07);
const crc16Table = crcTable(16, 0x8005);

/** The checksum of a frame header (RFC 9639, section 9.1.8). */
export function crc8(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0;
  for (let i = start; i < end; i++) crc = crc8Table[crc ^ bytes[i]!]!;
  return crc;
}

/** The checksum of a whole frame (RFC 9639, section 9.3). */
export function crc16(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0;
  for (let i = start; i < end; i++) crc = ((crc << 8) & 0xffff) ^ crc16Table[(crc >>> 8) ^ bytes[i]!]!;
  return crc;
}

function crcTable(bits: number, polynomial: number): Uint16Array {
  const top = 2 ** (bits - 1);
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (bits - 8);
    for (let i = 0; i < 8; i++) crc = crc & top ? (crc << 1) ^ polynomial : crc << 1;
    return crc & (2 ** bits - 1);
  });
}
