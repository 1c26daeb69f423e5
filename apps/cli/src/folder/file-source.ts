import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '@beatflow/audio';

/** Reads a file of the disk without going through the event loop, which has nothing else to do meanwhile. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.size - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(this.#file, bytes, filled, bytes.length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return Promise.resolve(bytes.subarray(0, filled));
  }

  close(): void {
    closeSync(this.#file);
  }
}
