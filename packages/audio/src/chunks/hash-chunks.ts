import { createSHA256 } from 'hash-wasm';
import { truncated } from '../audio-error.ts';
import { type ByteSource, bytesSource } from '../byte-source.ts';
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
  /** SHA-256 of the stretch that was asked for; null without one. */
  stretchDigest: string | null;
}

/** Some consecutive bytes of a file. */
export interface Stretch {
  offset: number;
  length: number;
}

export interface HashChunksOptions {
  /** Of the whole file, where something better is at hand: `node:crypto`. */
  createHasher?: CreateHasher;
  /** The SHA-256 of these bytes is wanted, too: those of the sound, for instance, without the header. */
  stretch?: Stretch | null;
  /** Told how many bytes have been read. */
  onProgress?: (bytes: number) => void;
  /** Stops between two chunks; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
}

type DigestBytes = (bytes: Uint8Array) => Promise<string> | string;

/** Files up to this size are read into memory, where WebCrypto hashes them whole: several times as fast as WebAssembly. */
const maxInMemory = 256 * 1024 * 1024;
/** So many chunks at most wait to be hashed: it bounds the memory that they take. */
const maxWaiting = 32;

/**
 * Cuts a file and names its chunks, in Node and in browsers alike; best in a worker. WebCrypto hashes, in threads of its
 * own; where it is missing (browsers on plain `http://`) WebAssembly does.
 */
export async function hashChunks(source: ByteSource, options: HashChunksOptions = {}): Promise<HashedFile> {
  const { createHasher, stretch = null, onProgress, signal } = options;
  const digestNatively = findWebCrypto();
  const digestBytes = digestNatively ?? (await createDigestBytes());
  const all = digestNatively && !createHasher && source.size <= maxInMemory ? await source.read(0, source.size) : null;
  if (all && all.length < source.size) throw truncated('This file ended while it was being read.');
  signal?.throwIfAborted();
  const whole = all ? digestAtOnce(all, stretch, digestBytes) : await digestInPassing(createHasher, stretch);
  const cut = all ? bytesSource(all) : source;
  const chunks: Promise<ChunkDigest>[] = [];
  for await (const { offset, length, bytes } of readChunks(cut, await readFileLayout(cut), whole.update)) {
    signal?.throwIfAborted();
    chunks.push(nameChunk(offset, length, digestBytes(bytes)));
    await chunks.at(-maxWaiting);
    onProgress?.(offset + length);
  }
  return { ...(await whole.finish()), chunks: await Promise.all(chunks) };
}

/** The digests of what is not a chunk, while the chunks are being cut. */
interface WholeDigests {
  update?: (bytes: Uint8Array) => void;
  finish(): Promise<Omit<HashedFile, 'chunks'>>;
}

function digestAtOnce(bytes: Uint8Array, stretch: Stretch | null, digestBytes: DigestBytes): WholeDigests {
  const digests = (async () => {
    const digest = await digestBytes(bytes);
    // One after the other: each takes a copy.
    const part = stretch && bytes.subarray(stretch.offset, stretch.offset + stretch.length);
    return { digest, stretchDigest: part && (await digestBytes(part)) };
  })();
  // When cutting fails, that is what is told.
  digests.catch(() => {});
  return { finish: () => digests };
}

async function digestInPassing(
  createHasher: CreateHasher = createWasmHasher,
  stretch: Stretch | null,
): Promise<WholeDigests> {
  const hasher = await createHasher();
  const partHasher = stretch && (await createHasher());
  let at = 0;
  return {
    update(bytes) {
      hasher.update(bytes);
      if (stretch) {
        const begin = Math.max(0, stretch.offset - at);
        const end = Math.min(bytes.length, stretch.offset + stretch.length - at);
        if (begin < end) partHasher?.update(bytes.subarray(begin, end));
      }
      at += bytes.length;
    },
    finish: () => Promise.resolve({ digest: hasher.digest(), stretchDigest: partHasher?.digest() ?? null }),
  };
}

async function nameChunk(offset: number, length: number, digest: Promise<string> | string): Promise<ChunkDigest> {
  return { offset, length, digest: await digest };
}

function findWebCrypto(): DigestBytes | null {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  return async (bytes) => toHex(new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
}

async function createDigestBytes(): Promise<DigestBytes> {
  const hasher = await createSHA256();
  return (bytes) => hasher.init().update(bytes).digest();
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
