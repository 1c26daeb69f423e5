import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { BeatflowError } from '@beatflow/shared';
import type { AudioObject, AudioStore, OpenObject } from '../store/audio-store.ts';
import { onDisk } from '../store/disk.ts';

/** What bytes were, told by their SHA-256. */
export interface Hashed {
  digest: string;
  size: number;
}

/** A store has an object, and cannot give its bytes. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** Writes bytes to a file, and tells what they were. */
export async function writeHashed(bytes: AsyncIterable<Uint8Array>, path: string): Promise<Hashed> {
  const hash = createHash('sha256');
  let size = 0;
  async function* hashed() {
    for await (const part of bytes) {
      hash.update(part);
      size += part.length;
      yield part;
    }
  }
  await onDisk(() => pipeline(hashed, createWriteStream(path)));
  return { digest: hash.digest('hex'), size };
}

/** Copies an object to a file of its own; null when it is not there. Throws an `Unreadable` when it cannot be read. */
export async function copyHashed(store: AudioStore, object: AudioObject, path: string): Promise<Hashed | null> {
  const opened = await store.open(object);
  if (!opened) return null;
  try {
    return await writeHashed(readParts(opened), path);
  } finally {
    await opened.close();
  }
}

/** Reads an object and tells what it is; null when it is not there, or cannot be read. */
export async function hashObject(store: AudioStore, object: AudioObject): Promise<Hashed | null> {
  const opened = await store.open(object);
  if (!opened) return null;
  try {
    const hash = createHash('sha256');
    for await (const part of readParts(opened)) hash.update(part);
    return { digest: hash.digest('hex'), size: opened.size };
  } catch (err) {
    if (err instanceof Unreadable) return null;
    throw err;
  } finally {
    await opened.close();
  }
}

const partBytes = 4 * 2 ** 20;

async function* readParts(object: OpenObject): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < object.size; at += partBytes) {
    const length = Math.min(partBytes, object.size - at);
    const part = await object.read(at, length).catch((err: unknown) => {
      // A store that does not answer has not lost anything.
      if (err instanceof BeatflowError) throw err;
      throw new Unreadable('A stored object cannot be read.', { cause: err });
    });
    if (part.length < length) throw new Unreadable(`A stored object ends before byte ${object.size}.`);
    yield part;
  }
}
