/**
 * How far a file has come that one thread writes and another reads meanwhile. Its memory is shared: hand `memory` to the other thread,
 * which makes its own of it.
 */
export class Growth {
  readonly memory: SharedArrayBuffer;
  /** How many bytes there are so far, and how many there are going to be; after it broke off, none are. */
  readonly #bytes: BigInt64Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#bytes = new BigInt64Array(memory);
  }

  /** Of a file that is going to have so many bytes. */
  static of(totalBytes: number): Growth {
    const growth = new Growth(new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT));
    growth.#bytes[1] = BigInt(totalBytes);
    return growth;
  }

  get totalBytes(): number {
    return Number(this.#bytes[1]);
  }

  /** Tells that the first `bytes` bytes are there. */
  reach(bytes: number): void {
    Atomics.store(this.#bytes, 0, BigInt(bytes));
    Atomics.notify(this.#bytes, 0);
  }

  /** Tells that no more are going to come. */
  breakOff(): void {
    Atomics.store(this.#bytes, 0, -1n);
    Atomics.notify(this.#bytes, 0);
  }

  /** Blocks its thread until the first `bytes` bytes are there. Throws when they are not going to be. */
  waitFor(bytes: number): void {
    for (;;) {
      const reached = Atomics.load(this.#bytes, 0);
      if (reached < 0n) throw new Error('The file that was being read broke off.');
      if (reached >= bytes) return;
      Atomics.wait(this.#bytes, 0, reached);
    }
  }
}
