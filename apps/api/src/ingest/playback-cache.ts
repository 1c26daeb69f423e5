import { rm, stat } from 'node:fs/promises';
import type { AudioStore, OpenObject } from '../store/audio-store.ts';
import type { UploadFolder } from '../store/upload-folder.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';

export interface PlaybackCacheOptions {
  store: AudioStore;
  uploads: UploadFolder;
  pool: WorkerPool;
  maxBytes: number;
}

/**
 * The decoded sound of compressed files, from which pieces are cut. It is a cache: what was not used for the longest
 * time makes room, and is decoded again when somebody wants to hear it.
 */
export class PlaybackCache {
  readonly #options: PlaybackCacheOptions;
  /** Sizes by digest; the order is that of the last use. */
  readonly #sizes = new Map<string, number>();
  readonly #decoding = new Map<string, Promise<void>>();
  #bytes = 0;

  constructor(options: PlaybackCacheOptions) {
    this.#options = options;
  }

  /** Learns what an earlier process left. */
  async start(): Promise<void> {
    const found = [];
    for await (const object of this.#options.store.list('playback')) found.push(object);
    found.sort((a, b) => a.storedAt.getTime() - b.storedAt.getTime());
    for (const { digest, size } of found) this.#use(digest, size);
    await this.#makeRoom();
  }

  /** How much it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes a file of decoded sound in; it is gone from its place afterwards. */
  async put(digest: string, path: string): Promise<void> {
    await this.#options.store.put({ digest, part: 'playback' }, path);
    const stored = await this.#options.store.find({ digest, part: 'playback' });
    this.#use(digest, stored?.size ?? 0);
    await this.#makeRoom();
  }

  /** Opens the decoded sound of a kept file, decoding it again where it has gone. */
  async open(digest: string): Promise<OpenObject> {
    for (let attempt = 0; attempt < 3; attempt++) {
      const opened = await this.#options.store.open({ digest, part: 'playback' });
      if (opened) {
        this.#use(digest, opened.size);
        return opened;
      }
      await this.#decodeOnce(digest);
    }
    throw cacheTooSmall(digest);
  }

  /** Copies the decoded sound of a kept file to a path. */
  async copy(digest: string, path: string): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await this.#options.store.copy({ digest, part: 'playback' }, path)) {
        this.#use(digest, (await stat(path)).size);
        return;
      }
      await this.#decodeOnce(digest);
    }
    throw cacheTooSmall(digest);
  }

  /** Forgets the decoded sound of a file that is itself forgotten. */
  async delete(digest: string): Promise<void> {
    this.#bytes -= this.#sizes.get(digest) ?? 0;
    this.#sizes.delete(digest);
    await this.#options.store.delete({ digest, part: 'playback' });
  }

  #use(digest: string, size: number): void {
    this.#bytes += size - (this.#sizes.get(digest) ?? 0);
    this.#sizes.delete(digest);
    this.#sizes.set(digest, size);
  }

  async #makeRoom(): Promise<void> {
    const [newest] = [...this.#sizes.keys()].slice(-1);
    for (const digest of this.#sizes.keys()) {
      // The one just asked for stays, even when it alone is too large.
      if (this.#bytes <= this.#options.maxBytes || digest === newest) return;
      await this.delete(digest);
    }
  }

  #decodeOnce(digest: string): Promise<void> {
    const running = this.#decoding.get(digest);
    if (running) return running;
    const decoding = this.#decode(digest).finally(() => this.#decoding.delete(digest));
    this.#decoding.set(digest, decoding);
    return decoding;
  }

  async #decode(digest: string): Promise<void> {
    const { store, uploads, pool } = this.#options;
    const [path, peaksPath, playbackPath] = [uploads.workPath(), uploads.workPath(), uploads.workPath()];
    try {
      if (!(await store.copy({ digest, part: 'original' }, path))) {
        throw new Error(`The original ${digest} is not in the store.`);
      }
      const { size: sizeBytes } = await stat(path);
      const job = { file: path, digest, limits: {}, peaksPath, playbackPath };
      await pool.run('analyze', job, { sizeBytes, outputs: [peaksPath, playbackPath] });
      await this.put(digest, playbackPath);
    } finally {
      await Promise.all([path, peaksPath, playbackPath].map((each) => rm(each, { force: true })));
    }
  }
}

function cacheTooSmall(digest: string): Error {
  return new Error(`The playback of ${digest} goes faster than it comes: the cache is too small.`);
}
