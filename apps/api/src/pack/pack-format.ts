import { createHash } from 'node:crypto';

/** A chunk as a pack holds it. */
export interface PackEntry {
  /** SHA-256 of the bytes themselves, however they are encoded. */
  digest: string;
  /** How many bytes it is. */
  size: number;
  /** Where in the pack its encoded bytes begin. */
  offset: number;
  /** How many encoded bytes there are. */
  storedSize: number;
  encoding: string;
  version: number;
}

// A pack is a head, encoded chunks back to back, an index of them, and a foot that says where the index is. All numbers
// are little-endian. The index begins with the names of the encodings; entries name them by their place.
const magic = Buffer.from('BFPACK01', 'latin1');
const endMagic = Buffer.from('BFPACKND', 'latin1');
const entryBytes = 32 + 4 + 4 + 4 + 1 + 2;

/** What every pack begins with. */
export const packHead: Uint8Array = magic;

/** How long the foot is: what a reader of the index reads first, from the end. */
export const packFootBytes = 4 + 4 + 32 + endMagic.length;

/** No pack grows beyond this, unless a single chunk does. */
export const maxPackBytes = 64 * 2 ** 20;

/** How much room an index of so many entries takes at most, with the foot. */
export function packTailBytes(entries: number): number {
  return 1024 + entries * entryBytes + packFootBytes;
}

/** Writes what ends a pack: index and foot. `offset` is where the index comes to lie. */
export function formatPackTail(entries: readonly PackEntry[], offset: number): Uint8Array {
  const names = [...new Set(entries.map(({ encoding }) => encoding))];
  const head = [Buffer.from([names.length])];
  for (const name of names) head.push(Buffer.from([name.length]), Buffer.from(name, 'latin1'));
  const rows = Buffer.alloc(4 + entries.length * entryBytes);
  let at = rows.writeUInt32LE(entries.length, 0);
  for (const { digest, offset: start, storedSize, size, encoding, version } of entries) {
    at += rows.write(digest, at, 'hex');
    at = rows.writeUInt32LE(start, at);
    at = rows.writeUInt32LE(storedSize, at);
    at = rows.writeUInt32LE(size, at);
    at = rows.writeUInt8(names.indexOf(encoding), at);
    at = rows.writeUInt16LE(version, at);
  }
  const index = Buffer.concat([...head, rows]);
  const foot = Buffer.alloc(packFootBytes);
  foot.writeUInt32LE(offset, 0);
  foot.writeUInt32LE(index.length, 4);
  createHash('sha256').update(index).digest().copy(foot, 8);
  endMagic.copy(foot, 40);
  return Buffer.concat([index, foot]);
}

/** Reads the foot of a pack: where its index is. Throws when this is no pack, or a damaged one. */
export function parsePackFoot(foot: Uint8Array): { indexOffset: number; indexSize: number; indexDigest: string } {
  const bytes = Buffer.from(foot.buffer, foot.byteOffset, foot.byteLength);
  if (bytes.length !== packFootBytes || !bytes.subarray(40).equals(endMagic)) throw new Error('The pack has no foot.');
  return {
    indexOffset: bytes.readUInt32LE(0),
    indexSize: bytes.readUInt32LE(4),
    indexDigest: bytes.toString('hex', 8, 40),
  };
}

/** Reads the index of a pack. Throws when it is not what the foot says it is. */
export function parsePackIndex(index: Uint8Array, indexDigest: string): PackEntry[] {
  const bytes = Buffer.from(index.buffer, index.byteOffset, index.byteLength);
  if (createHash('sha256').update(bytes).digest('hex') !== indexDigest) throw new Error('The pack’s index is damaged.');
  const names: string[] = [];
  let at = 1;
  for (let left = bytes.readUInt8(0); left > 0; left--) {
    const length = bytes.readUInt8(at);
    names.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const count = bytes.readUInt32LE(at);
  at += 4;
  return Array.from({ length: count }, (_, i) => {
    const start = at + i * entryBytes;
    return {
      digest: bytes.toString('hex', start, start + 32),
      offset: bytes.readUInt32LE(start + 32),
      storedSize: bytes.readUInt32LE(start + 36),
      size: bytes.readUInt32LE(start + 40),
      encoding: names[bytes.readUInt8(start + 44)] ?? '',
      version: bytes.readUInt16LE(start + 45),
    };
  });
}
