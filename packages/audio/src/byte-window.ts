import type { ByteSource } from './byte-source.ts';

const windowBytes = 64 * 1024;

/** Small reads over a source, answered from one window of it, so that walking a header costs few real reads. */
export class ByteWindow {
  readonly size: number;
  readonly #source: ByteSource;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource) {
    this.#source = source;
    this.size = source.size;
  }

  /** Bytes from `offset`; fewer than `length` where the source ends. `length` is at most 64 KiB. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    if (offset < this.#start || end > this.#start + this.#bytes.length) {
      this.#bytes = await this.#source.read(offset, Math.min(windowBytes, Math.max(0, this.size - offset)));
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, Math.max(0, end - this.#start));
  }
}

/** A view for reading numbers out of bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Four bytes as the text that chunk and box names are. */
export function fourCc(bytes: Uint8Array, offset = 0): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
