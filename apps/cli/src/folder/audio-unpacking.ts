import type { ChunkPlace, PackedFile } from './chunk-place.ts';
import type { Copies } from './copies.ts';
import type { KnownStem } from './known-commit.ts';
import type { ObjectStore } from './object-store.ts';
import type { UnpackJob } from './unpack.ts';
import { Unpacking } from './unpackers.ts';

/** Chunks that one thread looks at in one go. */
const CHECKED_AT_ONCE = 32;

type CopyJob = UnpackJob & { kind: 'copy' };

/**
 * Unpacks what is to be copied, and looks at what came besides, while more is coming: each chunk is decoded and hashed
 * once.
 */
export class AudioUnpacking {
  readonly #objects: ObjectStore;
  readonly #copies: Copies;
  readonly #unpacking: Unpacking;
  readonly #copyOf = new Map<CopyJob, KnownStem>();
  readonly #files = new Map<string, PackedFile>();
  readonly #seen = new Set<string>();

  constructor(objects: ObjectStore, copies: Copies, coming: readonly KnownStem[]) {
    this.#objects = objects;
    this.#copies = copies;
    this.#unpacking = new Unpacking(coming.reduce((sum, { audio }) => sum + audio.sizeBytes, 0));
  }

  /** A file is here as a whole now. */
  readonly onFile = (digest: string, file: PackedFile): void => {
    this.#files.set(digest, file);
    const stems = this.#copies.left.filter(({ content }) => content.audioDigest === digest);
    for (const stem of stems) this.#copy(stem, file);
    if (stems.length === 0) this.#check(file.chunks);
  };

  /** Unpacks what was here before, too, and waits for all. Answers the digests of files that are damaged. */
  async finish(): Promise<Set<string>> {
    for (const stem of this.#copies.left) {
      const { audioDigest } = stem.content;
      if (this.#files.has(audioDigest) || (await this.#objects.hasWhole(audioDigest))) continue;
      const file = await this.#objects.findPacked(audioDigest);
      if (file) this.#copy(stem, file);
    }
    const damaged = await this.#unpacking.finish();
    const jobs = [...this.#copyOf];
    for (const [{ digest, target }, stem] of jobs) if (!damaged.has(digest)) this.#copies.add(stem, target);
    // Where a copy was not right, nobody knows which of its chunks is to blame.
    const bad = new Set(damaged);
    for (const [{ digest, chunks }] of jobs) if (damaged.has(digest)) for (const chunk of chunks) bad.add(chunk.digest);
    const copied = new Set(jobs.map(([{ digest }]) => digest));
    for (const [digest, { chunks }] of this.#files) {
      if (!copied.has(digest) && chunks.some((chunk) => bad.has(chunk.digest))) damaged.add(digest);
    }
    return damaged;
  }

  /** Gives up: when this is over, nothing more is written. */
  stop(): Promise<void> {
    return this.#unpacking.stop();
  }

  #copy(stem: KnownStem, { chunks }: PackedFile): void {
    const digest = stem.content.audioDigest;
    const job: CopyJob = { kind: 'copy', digest, target: this.#copies.newPath(), chunks };
    this.#copyOf.set(job, stem);
    for (const chunk of chunks) this.#seen.add(chunk.digest);
    this.#unpacking.add(job);
  }

  #check(chunks: readonly ChunkPlace[]): void {
    const unseen = chunks.filter(({ digest }) => !this.#seen.has(digest) && this.#seen.add(digest));
    for (let at = 0; at < unseen.length; at += CHECKED_AT_ONCE) {
      this.#unpacking.add({ kind: 'check', chunks: unseen.slice(at, at + CHECKED_AT_ONCE) });
    }
  }
}
