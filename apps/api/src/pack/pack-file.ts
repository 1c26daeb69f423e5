import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { formatPackTail, maxPackBytes, type PackEntry, packHead, packTailBytes } from './pack-format.ts';

export interface WrittenEntry extends PackEntry {
  /** See `storedChecksum`. */
  storedCrc32: number;
}

/** A pack that has been written, and is not in the store yet. */
export interface WrittenPack {
  /** SHA-256 of the whole pack. */
  digest: string;
  size: number;
  entries: WrittenEntry[];
}

export type StoredChunk = Pick<PackEntry, 'digest' | 'size' | 'encoding' | 'version'> & { bytes: Uint8Array };

/** The CRC-32 (as of zlib) of encoded bytes, as a signed number of 32 bits, which is what the database keeps. */
export function storedChecksum(bytes: Uint8Array): number {
  return crc32(bytes) | 0;
}

/** Writes a pack, chunk after chunk. Blocks its thread. */
export class PackFile {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  readonly #entries: WrittenEntry[] = [];
  #size = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx');
    this.#write(packHead);
  }

  /** Tells whether so many more bytes fit in. The first chunk always does. */
  hasRoomFor(storedBytes: number): boolean {
    const tailBytes = packTailBytes(this.#entries.length + 1);
    return this.#entries.length === 0 || this.#size + storedBytes + tailBytes <= maxPackBytes;
  }

  append({ digest, size, encoding, version, bytes }: StoredChunk): void {
    const place = { offset: this.#size, storedSize: bytes.length, storedCrc32: storedChecksum(bytes) };
    this.#entries.push({ digest, size, encoding, version, ...place });
    this.#write(bytes);
  }

  /** Ends the pack. It is durable only when the store has taken it. */
  finish(): WrittenPack {
    this.#write(formatPackTail(this.#entries, this.#size));
    return { digest: this.#hash.digest('hex'), size: this.#size, entries: this.#entries };
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#size += bytes.length;
  }
}
