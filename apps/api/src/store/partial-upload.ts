import type { FileHandle } from 'node:fs/promises';
import { rm } from 'node:fs/promises';
import { type Disk, onDisk } from './disk.ts';

/** An upload under way, held by one request. It ends by `keep` (to be gone on with later) or `discard`. */
export class PartialUpload {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #disk: Disk;
  readonly #release: () => void;
  #size: number;
  #isOpen = true;

  constructor(path: string, file: FileHandle, size: number, disk: Disk, release: () => void) {
    this.path = path;
    this.#file = file;
    this.#size = size;
    this.#disk = disk;
    this.#release = release;
  }

  /** Bytes that have arrived, those of an earlier attempt included. */
  get size(): number {
    return this.#size;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await onDisk(() => this.#disk.append(this.#file, bytes));
    this.#size += bytes.length;
  }

  /** Ends the writing. What has arrived need not survive a power cut: it is durable once it is in the store. */
  async finish(): Promise<void> {
    await this.#close();
  }

  /** Lets go of it, and keeps what has arrived. */
  async keep(): Promise<void> {
    await this.#close();
    this.#release();
  }

  /** Lets go of it and forgets it; also after its file has moved into the store. */
  async discard(): Promise<void> {
    await this.#close();
    await rm(this.path, { force: true });
    this.#release();
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}
