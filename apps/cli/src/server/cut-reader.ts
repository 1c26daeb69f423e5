import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { ChunkName } from '@beatflow/shared';

/** What a file was noted to be cut into is not what it is cut into. */
export class WrongCut extends Error {
  override readonly name = 'WrongCut';
}

/** Reads chunks of a file by their names. */
export class CutReader {
  readonly #file: number;
  readonly #offsets = new Map<string, number>();

  constructor(path: string, chunks: readonly ChunkName[]) {
    this.#file = openSync(path, 'r');
    let offset = 0;
    for (const [digest, length] of chunks) {
      this.#offsets.set(digest, offset);
      offset += length;
    }
  }

  /** Chunks as they are sent: each behind its length in four bytes, the lowest first. */
  *frame(chunks: readonly ChunkName[]): Generator<Buffer> {
    for (const [digest, length] of chunks) {
      const framed = Buffer.allocUnsafeSlow(4 + length);
      this.#read(digest, framed.subarray(framed.writeUInt32LE(length)));
      yield framed;
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #read(digest: string, bytes: Buffer): void {
    const count = readSync(this.#file, bytes, 0, bytes.length, this.#offsets.get(digest)!);
    // The server would take it for another chunk, and go on asking for this one.
    if (count < bytes.length || createHash('sha256').update(bytes).digest('hex') !== digest) throw new WrongCut();
  }
}
