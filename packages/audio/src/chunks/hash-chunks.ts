import { createSHA256 } from 'hash-wasm';
import type { ByteSource } from '../byte-source.ts';
import { type CreateHasher, createWasmHasher } from '../hasher.ts';
import { readChunks } from './read-chunks.ts';
import { readFileLayout } from './read-file-layout.ts';

/** A chunk of a file by its name, the SHA-256 of its bytes. */
export interface ChunkDigest {
  offset: number;
  length: number;
  digest: string;
}

/** What a client tells a server of a file, to learn what of it is missing there. */
export interface HashedFile {
  /** SHA-256 of the whole file. */
  digest: string;
  /** In order; together they are the file. */
  chunks: ChunkDigest[];
}

export interface HashChunksOptions {
  /** Of the whole file; WebAssembly where nothing faster is given. */
  createHasher?: CreateHasher;
  /** Told how many bytes have been read. */
  onProgress?: (bytes: number) => void;
  /** Stops between two chunks; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
}

type DigestBytes = (bytes: Uint8Array) => Promise<string> | string;

/**
 * Cuts a file and names its chunks, in Node and in browsers alike; best in a worker. Chunks are hashed by WebCrypto,
 * which has threads of its own, while this thread hashes the whole; and by WebAssembly where WebCrypto is missing
 * (browsers on plain `http://`).
 */
export async function hashChunks(source: ByteSource, options: HashChunksOptions = {}): Promise<HashedFile> {
  const { createHasher = createWasmHasher, onProgress, signal } = options;
  const whole = await createHasher();
  const digestBytes = await openDigestBytes();
  const chunks: Promise<ChunkDigest>[] = [];
  const onBytes = (bytes: Uint8Array) => whole.update(bytes);
  for await (const { offset, length, bytes } of readChunks(source, await readFileLayout(source), onBytes)) {
    signal?.throwIfAborted();
    chunks.push(nameChunk(offset, length, digestBytes(bytes)));
    // Bounds what waits to be hashed, and with it the memory.
    await chunks.at(-maxWaiting);
    onProgress?.(offset + length);
  }
  return { digest: whole.digest(), chunks: await Promise.all(chunks) };
}

const maxWaiting = 32;

async function nameChunk(offset: number, length: number, digest: Promise<string> | string): Promise<ChunkDigest> {
  return { offset, length, digest: await digest };
}

async function openDigestBytes(): Promise<DigestBytes> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle)
    return async (bytes) => toHex(new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
  const hasher = await createSHA256();
  return (bytes) => hasher.init().update(bytes).digest();
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
