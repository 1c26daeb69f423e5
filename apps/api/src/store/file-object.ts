import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { OpenObject } from './audio-store.ts';
import { errorCode } from './disk.ts';

const partBytes = 256 * 1024;

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

  /** Each in memory of its own, where there is none to use again. */
  async function* parts(start: number, end: number, memory?: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      const bytes = await read(at, Math.min(partBytes, end - at), memory);
      if (bytes.length === 0) throw new Error(`A stored object ends at byte ${at}, before byte ${end}.`);
      yield bytes;
      at += bytes.length;
    }
  }

  return {
    size,
    read,
    parts: (start, end) => parts(start, end, Buffer.allocUnsafe(Math.min(partBytes, end - start))),
    stream: (start, end) => Readable.from(parts(start, end), { objectMode: false, highWaterMark: partBytes }),
    close: () => file.close(),
  };
}
