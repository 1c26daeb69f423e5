import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { type FlacShape, type FlacWriter, openFlacWriter, readCarriedBlocks } from '@beatflow/audio/flac';
import { FileSource } from '../ingest/file-source.ts';
import type { SplicedFile } from './spliced-file.ts';

const readBytes = 1 << 20;

/** Begins a FLAC file that says about itself what the base says. */
export async function openSplicedFlac(
  path: string,
  shape: FlacShape,
  frames: number,
  base: { path: string; frames: number },
): Promise<SplicedFile> {
  const source = new FileSource(base.path);
  try {
    const blocks = await readCarriedBlocks(source, { isSameLength: frames === base.frames });
    return new SplicedFlac(path, await openFlacWriter(shape, frames, blocks));
  } finally {
    source.close();
  }
}

class SplicedFlac implements SplicedFile {
  readonly #file: number;
  readonly #writer: FlacWriter;
  #at: number;

  constructor(path: string, writer: FlacWriter) {
    this.#file = openSync(path, 'w+');
    this.#writer = writer;
    this.#at = writer.headerBytes;
  }

  append(canonical: Uint8Array): void {
    this.#write(this.#writer.append(canonical));
  }

  finish(): string {
    const { last, header } = this.#writer.finish();
    this.#write(last);
    this.#at = 0;
    this.#write(header);
    return this.#digest();
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at, bytes.length - at, this.#at + at);
    this.#at += bytes.length;
  }

  /** Of the whole file, read again: its first bytes were written last. */
  #digest(): string {
    const hash = createHash('sha256');
    const bytes = new Uint8Array(readBytes);
    for (let at = 0; ; ) {
      const count = readSync(this.#file, bytes, 0, readBytes, at);
      if (count === 0) return hash.digest('hex');
      hash.update(bytes.subarray(0, count));
      at += count;
    }
  }
}
