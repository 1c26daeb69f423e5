import { rm } from 'node:fs/promises';
import type { StagedChunkModel } from '@beatflow/db';
import { BeatflowError, type ChunkName } from '@beatflow/shared';
import type { ByteServices } from '../ingest/byte-services.ts';
import type { FilePart } from '../ingest/file-source.ts';
import type { Loan } from '../ingest/recent-audio.ts';
import type { ChunkPlace } from '../pack/chunk-place.ts';
import type { CutChunk } from '../pack/cut-file.ts';
import type { KnownOfFile } from '../pack/packer.ts';
import { planReads } from '../pack/plan-reads.ts';
import type { AudioStore } from '../store/audio-store.ts';
import type { PartialUpload } from '../store/partial-upload.ts';
import type { FramedChunk } from './chunk-frames.ts';
import { type ChunkFor, findChunksFor } from './find-chunks-for.ts';

/** How many chunks are read at a time. */
const chunksAtOnce = 16;

/** A chunk by its digest. */
type NamedBytes = readonly [digest: string, bytes: Uint8Array];

/** Chunks that came with the request: its bytes, and where in them each of the chunks is, by digest. */
export interface SentChunks {
  frames: Buffer;
  chunks: ReadonlyMap<string, FramedChunk>;
}

/** All chunks of a file as they lie on this machine's disk. */
export interface GatheredChunks {
  file: FilePart[];
  /** Which of them are in the store, for this user, and which are damaged there. */
  known: KnownOfFile;
  /** Keeps for later what had to be fetched, and gives back what was borrowed. */
  keep(): Promise<void>;
  /** Forgets what had to be fetched, and gives back what was borrowed. */
  discard(): Promise<void>;
  /** Forgets also what was borrowed: it may be damaged. Answers whether there was any. */
  distrust(): Promise<boolean>;
}

/**
 * Brings the chunks of a file together: those that came with the request, those that the user sent before, and those that they
 * may use; of these, most are there from when they were used last. Refuses with `chunks-missing`, and says which.
 */
export async function gatherChunks(
  services: ByteServices,
  userId: string,
  chunks: readonly ChunkName[],
  sent: SentChunks,
): Promise<GatheredChunks> {
  const { recent, uploads } = services.ingest;
  const names = [...new Set(chunks.map(([digest]) => digest))];
  const looking = findChunksFor(services, userId, names, sent.chunks);
  looking.catch(() => {
    // Whoever waits for it hears of it below.
  });
  const own = new OwnChunks(await uploads.beginWork());
  let loan: Loan | undefined;
  try {
    // What came is written while the others are looked for.
    await own.addSent(names, sent);
    const { found, bad } = await looking;
    requireAll(chunks, found, sent);
    loan = recent.borrow(names.filter((digest) => isKept(found.get(digest))));
    const lent = loan;
    const missing = names.filter((digest) => !sent.chunks.has(digest) && !lent.partOf(digest));
    await fetchChunks(services, missing, found, own);
    await own.finish();
    const kept = new Set(names.filter((digest) => isKept(found.get(digest))));
    return toGathered({ services, chunks, own, loan, known: { found: kept, bad } });
  } catch (err) {
    await Promise.all([own.discard(), loan?.giveBack()]);
    throw err;
  }
}

interface Gathered {
  services: ByteServices;
  chunks: readonly ChunkName[];
  own: OwnChunks;
  loan: Loan;
  known: KnownOfFile;
}

function toGathered({ services, chunks, own, loan, known }: Gathered): GatheredChunks {
  const { recent } = services.ingest;
  return {
    known,
    file: chunks.map(([digest]) => own.partOf(digest) ?? loan.partOf(digest)!),
    async keep() {
      await loan.giveBack();
      await recent.adopt(own.path, own.chunks);
    },
    async discard() {
      await Promise.all([own.discard(), loan.giveBack()]);
    },
    async distrust() {
      const borrowed = chunks.map(([digest]) => digest).filter((digest) => loan.partOf(digest));
      await recent.forget(borrowed);
      return borrowed.length > 0;
    },
  };
}

function isKept(chunk: ChunkFor | undefined): chunk is { place: ChunkPlace } {
  return chunk !== undefined && 'place' in chunk;
}

function requireAll(chunks: readonly ChunkName[], found: ReadonlyMap<string, ChunkFor>, sent: SentChunks): void {
  const missing = [
    ...new Set(chunks.flatMap(([digest]) => (found.has(digest) || sent.chunks.has(digest) ? [] : [digest]))),
  ];
  if (missing.length > 0) throw new BeatflowError('chunks-missing', { missing });
  for (const [digest, length] of chunks) {
    const size = sent.chunks.get(digest)?.size ?? sizeOf(found.get(digest)!);
    if (size === length) continue;
    throw new BeatflowError('input-invalid', { field: 'chunks' }, `The chunk ${digest} is ${size} bytes long.`);
  }
}

function sizeOf(chunk: ChunkFor): number {
  return isKept(chunk) ? chunk.place.size : chunk.staged.size;
}

async function fetchChunks(
  services: ByteServices,
  digests: readonly string[],
  found: ReadonlyMap<string, ChunkFor>,
  own: OwnChunks,
): Promise<void> {
  const read = (at: number) => readChunks(services, digests.slice(at, at + chunksAtOnce), found);
  // While some are written the next are read.
  let next = read(0);
  for (let at = 0; at < digests.length; at += chunksAtOnce) {
    const these = await next;
    next = read(at + chunksAtOnce);
    next.catch(() => {
      // Also when nobody comes to wait for it.
    });
    await own.add(these);
  }
}

async function readChunks(
  { home, chunks }: ByteServices,
  digests: readonly string[],
  found: ReadonlyMap<string, ChunkFor>,
): Promise<NamedBytes[]> {
  const places = digests.flatMap((digest) => {
    const chunk = found.get(digest);
    return isKept(chunk) ? [chunk.place] : [];
  });
  const kept = await chunks.read(places);
  const bytesOf = new Map(places.map(({ digest }, i) => [digest, kept[i]!]));
  const staged = digests.flatMap((digest) => {
    const chunk = found.get(digest)!;
    return isKept(chunk) ? [] : [chunk.staged];
  });
  for (const [digest, bytes] of await readStaged(home, staged)) bytesOf.set(digest, bytes);
  return digests.map((digest) => [digest, bytesOf.get(digest)!] as const);
}

async function readStaged(home: AudioStore, staged: readonly StagedChunkModel[]): Promise<NamedBytes[]> {
  const read: NamedBytes[] = [];
  // A bundle is read as packs are: what lies side by side in one go.
  const places = staged.map(({ digest, size, bundleDigest, bundleOffset }) => {
    return { digest, packDigest: bundleDigest, offset: bundleOffset, storedSize: size };
  });
  for (const { packDigest, offset, length, chunks } of planReads(places)) {
    const bundle = await home.open({ digest: packDigest, part: 'bundle' });
    // Swept at this very moment, after its time: the sender begins anew.
    if (!bundle) throw new BeatflowError('chunks-missing', { missing: chunks.map(({ digest }) => digest) });
    try {
      const bytes = await bundle.read(offset, length);
      for (const { digest, offset: start, storedSize } of chunks) {
        read.push([digest, bytes.subarray(start - offset, start - offset + storedSize)]);
      }
    } finally {
      await bundle.close();
    }
  }
  return read;
}

/** Chunks in a file of their own, one behind the other. */
class OwnChunks {
  readonly chunks: CutChunk[] = [];
  readonly #file: PartialUpload;
  readonly #parts = new Map<string, FilePart>();

  constructor(file: PartialUpload) {
    this.#file = file;
  }

  get path(): string {
    return this.#file.path;
  }

  partOf(digest: string): FilePart | undefined {
    return this.#parts.get(digest);
  }

  /** Writes what came with the request as it came, what is between the chunks included: nothing is copied before. */
  async addSent(names: readonly string[], { frames, chunks }: SentChunks): Promise<void> {
    const start = this.#file.size;
    if (chunks.size > 0) await this.#file.append(frames);
    for (const name of names) {
      const chunk = chunks.get(name);
      if (chunk) this.#note(name, start + chunk.offset, chunk.size);
    }
  }

  async add(chunks: readonly NamedBytes[]): Promise<void> {
    let offset = this.#file.size;
    await this.#file.append(Buffer.concat(chunks.map(([, bytes]) => bytes)));
    for (const [digest, { length }] of chunks) {
      this.#note(digest, offset, length);
      offset += length;
    }
  }

  #note(digest: string, startByte: number, size: number): void {
    this.chunks.push({ digest, startByte, size });
    this.#parts.set(digest, { path: this.path, offset: startByte, length: size });
  }

  finish(): Promise<void> {
    return this.#file.finish();
  }

  async discard(): Promise<void> {
    await this.#file.discard();
    await rm(this.path, { force: true });
  }
}
