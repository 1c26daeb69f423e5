/** Keeps chunks that were read last: pieces that lie next to each other share one. */
export class ChunkCache {
  readonly #maxBytes: number;
  /** The order is that of the last use. */
  readonly #chunks = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(digest: string): Uint8Array | undefined {
    const bytes = this.#chunks.get(digest);
    if (!bytes) return undefined;
    this.#chunks.delete(digest);
    this.#chunks.set(digest, bytes);
    return bytes;
  }

  set(digest: string, bytes: Uint8Array): void {
    if (this.#chunks.has(digest)) return;
    this.#chunks.set(digest, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, { length }] of this.#chunks) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#chunks.delete(oldest);
      this.#bytes -= length;
    }
  }
}
