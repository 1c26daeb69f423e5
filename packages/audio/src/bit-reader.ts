/**
 * Reads bits, highest first, from an array. Behind the end it reads zeros and remembers: ask `isOverrun` after a frame. A run of
 * zeros is never followed far behind the end, so broken input cannot keep a loop going.
 */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  /** The next bits, left-aligned in 32. */
  #cache = 0;
  #cached = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Bits read so far, counted from the start of the array. */
  get position(): number {
    return this.#at * 8 - this.#cached;
  }

  get isOverrun(): boolean {
    return this.position > this.#bytes.length * 8;
  }

  /** An unsigned number of 0 to 32 bits. */
  read(bits: number): number {
    if (bits > 24) return this.read(bits - 16) * 65_536 + this.read(16);
    if (bits === 0) return 0;
    if (this.#cached < bits) this.#refill();
    const value = this.#cache >>> (32 - bits);
    this.#cache <<= bits;
    this.#cached -= bits;
    return value;
  }

  /** The next bits, up to 24, without taking them. */
  peek(bits: number): number {
    if (this.#cached < bits) this.#refill();
    return this.#cache >>> (32 - bits);
  }

  /** Takes bits that a peek has shown. */
  drop(bits: number): void {
    this.#cache <<= bits;
    this.#cached -= bits;
  }

  /** A two's-complement number of 0 to 33 bits. */
  readSigned(bits: number): number {
    if (bits === 0) return 0;
    if (bits === 33) return this.read(1) * -(2 ** 32) + this.read(32);
    const value = this.read(bits);
    return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  }

  /** How many zeros come before the next one; the one is taken too. */
  readUnary(): number {
    let zeros = 0;
    for (;;) {
      if (this.#cached === 0) {
        if (this.isOverrun) return zeros;
        this.#refill();
      }
      const leading = Math.min(Math.clz32(this.#cache), this.#cached);
      zeros += leading;
      if (leading < this.#cached) {
        // Two steps, because a shift by 32 would do nothing.
        this.#cache = (this.#cache << leading) << 1;
        this.#cached -= leading + 1;
        return zeros;
      }
      this.#cache = 0;
      this.#cached = 0;
    }
  }

  skip(bits: number): void {
    const target = this.position + bits;
    this.#at = target >>> 3;
    this.#cache = 0;
    this.#cached = 0;
    this.read(target & 7);
  }

  alignToByte(): void {
    this.read(this.#cached & 7);
  }

  #refill(): void {
    while (this.#cached <= 24) {
      const byte = this.#at < this.#bytes.length ? this.#bytes[this.#at]! : 0;
      this.#cache |= byte << (24 - this.#cached);
      this.#cached += 8;
      this.#at += 1;
    }
  }
}
