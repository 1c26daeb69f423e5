import type { ChunkPlace } from './chunk-place.ts';
import type { PartOfCopy } from './unpack.ts';

/** Chunks that one thread writes, or looks at, in one go. */
export const CHUNKS_AT_ONCE = 32;

interface FileCopyOptions {
  /** SHA-256 of the file. */
  digest: string;
  target: string;
  /** How many chunks it has. */
  chunkCount: number;
}

/** A file that is written out of its chunks: in parts, by whichever threads, as soon as the chunks of a part are here. */
export class FileCopy {
  readonly digest: string;
  readonly target: string;
  readonly #chunkCount: number;
  readonly #partCount: number;
  readonly #partsLeft: Int32Array;
  readonly #add: (part: PartOfCopy) => void;
  #given = 0;
  #offset = 0;

  constructor({ digest, target, chunkCount }: FileCopyOptions, add: (part: PartOfCopy) => void) {
    this.digest = digest;
    this.target = target;
    this.#chunkCount = chunkCount;
    this.#partCount = Math.max(1, Math.ceil(chunkCount / CHUNKS_AT_ONCE));
    this.#partsLeft = new Int32Array(new SharedArrayBuffer(4)).fill(this.#partCount);
    this.#add = add;
  }

  /** Whether all of its parts have been given to somebody. */
  get isGiven(): boolean {
    return this.#given === this.#partCount;
  }

  /** Gives away the parts that are here; `chunks` are those that came, from the first of the file on. */
  grow(chunks: readonly ChunkPlace[]): void {
    const { digest, target } = this;
    for (; !this.isGiven; this.#given++) {
      const begin = this.#given * CHUNKS_AT_ONCE;
      const end = Math.min(begin + CHUNKS_AT_ONCE, this.#chunkCount);
      if (chunks.length < end) return;
      const part = chunks.slice(begin, end);
      this.#add({ kind: 'part', digest, target, partsLeft: this.#partsLeft, offset: this.#offset, chunks: part });
      this.#offset += part.reduce((sum, { size }) => sum + size, 0);
    }
  }
}
