import type { ByteSource } from './byte-source.ts';

const readBytes = 256 * 1024;

/** Goes through a source from front to back, with a stretch of bytes at hand whose size is bounded by what is asked for. */
export class StreamWindow {
  readonly size: number;
  readonly #source: ByteSource;
  #bytes: Uint8Array = new Uint8Array(0);
  #offset: number;

  constructor(source: ByteSource, offset: number) {
    this.#source = source;
    this.#offset = offset;
    this.size = source.size;
  }

  /** Where the bytes at hand begin. */
  get offset(): number {
    return this.#offset;
  }

  /** At least `length` bytes from the current place, or all that are left. */
  async peek(length: number): Promise<Uint8Array> {
    const have = this.#bytes.length;
    const left = Math.max(0, this.size - this.#offset);
    if (have < Math.min(length, left)) {
      const more = await this.#source.read(
        this.#offset + have,
        Math.min(left - have, Math.max(readBytes, length - have)),
      );
      const joined = new Uint8Array(have + more.length);
      joined.set(this.#bytes);
      joined.set(more, have);
      this.#bytes = joined;
    }
    return this.#bytes;
  }

  /** Goes on by so many bytes. */
  advance(length: number): void {
    this.#bytes = this.#bytes.subarray(Math.min(length, this.#bytes.length));
    this.#offset += length;
  }
}
