import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CutChunk } from '../pack/cut-file.ts';
import type { FilePart } from './file-source.ts';

export interface RecentAudioOptions {
  /** Belongs to one process alone. */
  folder: string;
  maxBytes: number;
}

/** A file that is kept for its chunks. */
interface Segment {
  path: string;
  bytes: number;
  digests: string[];
  borrowers: number;
  isDropped: boolean;
}

/** Chunks that stay where they are until they are given back. */
export interface Loan {
  /** Where a chunk lies; undefined where it is not here. */
  partOf(digest: string): FilePart | undefined;
  giveBack(): Promise<void>;
}

/**
 * Chunks of the plain PCM that came in or was used last, as raw bytes on this machine's disk: the next version of a stem is
 * most often made of them, and is taken in without a pack being read. It is a cache, and nothing is believed of it: whoever
 * puts a file together checks the digest of the whole. It begins empty whenever the process does.
 */
export class RecentAudio {
  readonly #options: RecentAudioOptions;
  /** The order is that of the last use. */
  readonly #segments = new Set<Segment>();
  readonly #places = new Map<string, { segment: Segment; offset: number; size: number }>();
  #bytes = 0;

  constructor(options: RecentAudioOptions) {
    this.#options = options;
  }

  /** Clears what an earlier process left. */
  async start(): Promise<void> {
    await rm(this.#options.folder, { recursive: true, force: true });
    await mkdir(this.#options.folder, { recursive: true });
  }

  /** How much it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes a file in for its chunks; it is gone from its place afterwards. */
  async adopt(path: string, chunks: readonly CutChunk[]): Promise<void> {
    const last = chunks.at(-1);
    const bytes = last ? last.startByte + last.size : 0;
    if (bytes === 0 || bytes > this.#options.maxBytes) {
      await rm(path, { force: true });
      return;
    }
    const own = join(this.#options.folder, randomUUID());
    await rename(path, own);
    const digests = [...new Set(chunks.map(({ digest }) => digest))];
    const segment: Segment = { path: own, bytes, digests, borrowers: 0, isDropped: false };
    this.#segments.add(segment);
    this.#bytes += bytes;
    for (const { digest, startByte, size } of chunks) this.#places.set(digest, { segment, offset: startByte, size });
    for (const oldest of this.#segments) {
      if (this.#bytes <= this.#options.maxBytes) break;
      await this.#drop(oldest);
    }
  }

  /** Lends those of some chunks that are here. */
  borrow(digests: Iterable<string>): Loan {
    const parts = new Map<string, FilePart>();
    const segments = new Set<Segment>();
    for (const digest of digests) {
      const place = this.#places.get(digest);
      if (!place) continue;
      segments.add(place.segment);
      parts.set(digest, { path: place.segment.path, offset: place.offset, length: place.size });
    }
    for (const segment of segments) {
      segment.borrowers++;
      this.#segments.delete(segment);
      this.#segments.add(segment);
    }
    return {
      partOf: (digest) => parts.get(digest),
      giveBack: async () => {
        for (const segment of segments) {
          segment.borrowers--;
          if (segment.isDropped && segment.borrowers === 0) await rm(segment.path, { force: true });
        }
        segments.clear();
      },
    };
  }

  /** Forgets the files that some chunks are in: they may be damaged. */
  async forget(digests: Iterable<string>): Promise<void> {
    for (const digest of digests) {
      const place = this.#places.get(digest);
      if (place) await this.#drop(place.segment);
    }
  }

  /** Makes all of its room free, where a disk is full. */
  async clear(): Promise<void> {
    for (const segment of this.#segments) await this.#drop(segment);
  }

  async #drop(segment: Segment): Promise<void> {
    if (!this.#segments.delete(segment)) return;
    segment.isDropped = true;
    this.#bytes -= segment.bytes;
    for (const digest of segment.digests) {
      if (this.#places.get(digest)?.segment === segment) this.#places.delete(digest);
    }
    if (segment.borrowers === 0) await rm(segment.path, { force: true });
  }
}
