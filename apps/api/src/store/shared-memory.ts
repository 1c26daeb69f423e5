/**
 * Memory that threads share, used again and again, and never more than some pieces of it: V8 does not count it, and every
 * thread that saw a piece holds it until it collects its garbage.
 */
export class SharedMemory {
  readonly #sizeBytes: number;
  readonly #idle: Buffer[] = [];
  #unmade: number;

  constructor({ sizeBytes, maxPieces }: { sizeBytes: number; maxPieces: number }) {
    this.#sizeBytes = sizeBytes;
    this.#unmade = maxPieces;
  }

  /** A piece, with whatever was in it; null while all are in use. Whoever takes it gives it back, whatever happens. */
  take(): Buffer | null {
    const idle = this.#idle.pop();
    if (idle || this.#unmade === 0) return idle ?? null;
    this.#unmade--;
    return Buffer.from(new SharedArrayBuffer(this.#sizeBytes));
  }

  /** Gives back what nobody reads or writes any more. */
  give(piece: Buffer): void {
    this.#idle.push(piece);
  }
}
