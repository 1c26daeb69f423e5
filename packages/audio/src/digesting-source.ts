import { truncated } from './audio-error.ts';
import type { ByteSource } from './byte-source.ts';
import type { Hasher } from './hasher.ts';

const gapBytes = 1024 * 1024;

/**
 * A source that hashes the whole file while others read it for their own ends. Bytes are hashed when a read reaches
 * them in order; what readers jump over is read at the end.
 */
export class DigestingSource implements ByteSource {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #hasher: Hasher;
  #hashedBytes = 0;

  constructor(source: ByteSource, hasher: Hasher) {
    this.#source = source;
    this.#hasher = hasher;
    this.size = source.size;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = await this.#source.read(offset, length);
    const end = offset + bytes.length;
    if (offset <= this.#hashedBytes && end > this.#hashedBytes) {
      this.#hasher.update(bytes.subarray(this.#hashedBytes - offset));
      this.#hashedBytes = end;
    }
    return bytes;
  }

  /** Reads what nobody asked for and answers the SHA-256 of the file. */
  async digest(): Promise<string> {
    while (this.#hashedBytes < this.size) {
      const { length } = await this.read(this.#hashedBytes, Math.min(gapBytes, this.size - this.#hashedBytes));
      if (length === 0) throw truncated('This file ended while it was being read.');
    }
    return this.#hasher.digest();
  }
}
