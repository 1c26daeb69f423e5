import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { OpenObject } from './audio-store.ts';
import { errorCode } from './disk.ts';

const chunkBytes = 256 * 1024;

/** Opens a file as an object; null when there is none. */
export async function openFileObject(path: string): Promise<OpenObject | null> {
  try {
    const file = await open(path, 'r');
    return fileObject(file, (await file.stat()).size);
  } catch (err) {
    if (errorCode(err) === 'ENOENT') return null;
    throw err;
  }
}

function fileObject(file: FileHandle, size: number): OpenObject {
  async function read(offset: number, length: number, memory?: Uint8Array): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, size - offset));
    const bytes = memory ?? Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await file.read(bytes, filled, wanted - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }

  async function* chunks(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      const bytes = await read(at, Math.min(chunkBytes, end - at));
      if (bytes.length === 0) throw new Error(`A stored object ends at byte ${at}, before byte ${end}.`);
      yield bytes;
      at += bytes.length;
    }
  }

  return {
    size,
    read,
    stream: (start, end) => Readable.from(chunks(start, end), { objectMode: false, highWaterMark: chunkBytes }),
    close: () => file.close(),
  };
}
