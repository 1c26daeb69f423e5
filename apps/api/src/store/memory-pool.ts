/**
 * Memory that is used again and again. Large memory that is allocated for each answer makes V8 look through all that the
 * server holds, again and again, which costs more than the answer does.
 */
export class MemoryPool {
  readonly #sizeBytes: number;
  readonly #maxIdle: number;
  readonly #idle: Buffer[] = [];

  /** No more than `maxIdle` are held for later. */
  constructor({ sizeBytes, maxIdle }: { sizeBytes: number; maxIdle: number }) {
    this.#sizeBytes = sizeBytes;
    this.#maxIdle = maxIdle;
  }

  /** Some memory, with whatever was in it. */
  take(): Buffer {
    return this.#idle.pop() ?? Buffer.allocUnsafeSlow(this.#sizeBytes);
  }

  /** Gives back what nobody reads or writes any more. */
  give(memory: Buffer): void {
    if (this.#idle.length < this.#maxIdle) this.#idle.push(memory);
  }
}
