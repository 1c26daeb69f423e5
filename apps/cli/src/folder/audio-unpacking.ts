import type { ChunkPlace, PackedFile } from './chunk-place.ts';
import type { ComingFile } from './coming-file.ts';
import type { Copies } from './copies.ts';
import { CHUNKS_AT_ONCE, FileCopy } from './file-copy.ts';
import type { KnownStem } from './known-commit.ts';
import type { ObjectStore } from './object-store.ts';
import { Unpacking } from './unpackers.ts';

interface CopyOfStem {
  stem: KnownStem;
  copy: FileCopy;
  chunks: readonly ChunkPlace[];
}

/**
 * Unpacks what is to be copied, and looks at what came besides, while more is coming: each chunk is decoded once.
 */
export class AudioUnpacking {
  readonly #objects: ObjectStore;
  readonly #copies: Copies;
  readonly #unpacking: Unpacking;
  readonly #copying: CopyOfStem[] = [];
  readonly #files = new Map<string, ComingFile>();
  readonly #seen = new Set<string>();

  constructor(objects: ObjectStore, copies: Copies, coming: readonly KnownStem[]) {
    this.#objects = objects;
    this.#copies = copies;
    this.#unpacking = new Unpacking(coming.reduce((sum, { audio }) => sum + audio.sizeBytes, 0));
  }

  /** A file is going to come. */
  readonly onComing = (file: ComingFile): void => {
    this.#files.set(file.digest, file);
    const stems = this.#copies.left.filter(({ content }) => content.audioDigest === file.digest);
    for (const stem of stems) this.#copy(stem, file.chunks, file.list.length);
    // They are found right or wrong with the copy that they are in.
    if (stems.length > 0) for (const [chunk] of file.list) this.#seen.add(chunk);
  };

  /** More of a file is here. */
  readonly onMore = (file: ComingFile): void => {
    const copies = this.#copying.filter(({ copy }) => copy.digest === file.digest);
    for (const { copy } of copies) copy.grow(file.chunks);
    if (copies.length === 0 && file.isWhole) this.#check(file.chunks);
  };

  /** Unpacks what was here before, too, and waits for all. Answers the digests of files that are damaged. */
  async finish(): Promise<Set<string>> {
    for (const stem of this.#copies.left) {
      const { audioDigest } = stem.content;
      if (this.#files.has(audioDigest) || (await this.#objects.hasWhole(audioDigest))) continue;
      const file = await this.#objects.findPacked(audioDigest);
      if (file) this.#copyKept(stem, file);
    }
    // The server kept something back: what came of these is looked at alone.
    for (const { copy, chunks } of this.#copying) if (!copy.isGiven) this.#unpacking.add({ kind: 'check', chunks });
    const damaged = await this.#unpacking.finish();
    const copied = this.#copying.filter(({ copy }) => copy.isGiven);
    const isDamaged = ({ copy }: CopyOfStem) => damaged.has(copy.digest);
    for (const each of copied) if (!isDamaged(each)) this.#copies.add(each.stem, each.copy.target);
    // Where a copy was not right, nobody knows which of its chunks is to blame.
    const bad = new Set(damaged);
    for (const { chunks } of copied.filter(isDamaged)) for (const chunk of chunks) bad.add(chunk.digest);
    const looked = new Set(copied.map(({ copy }) => copy.digest));
    for (const [digest, { chunks }] of this.#files) {
      if (!looked.has(digest) && chunks.some((chunk) => bad.has(chunk.digest))) damaged.add(digest);
    }
    return damaged;
  }

  /** Gives up: when this is over, nothing more is written. */
  stop(): Promise<void> {
    return this.#unpacking.stop();
  }

  #copyKept(stem: KnownStem, { chunks }: PackedFile): void {
    this.#copy(stem, chunks, chunks.length).grow(chunks);
    for (const chunk of chunks) this.#seen.add(chunk.digest);
  }

  #copy(stem: KnownStem, chunks: readonly ChunkPlace[], chunkCount: number): FileCopy {
    const what = { digest: stem.content.audioDigest, target: this.#copies.newPath(), chunkCount };
    const copy = new FileCopy(what, (part) => this.#unpacking.add(part));
    this.#copying.push({ stem, copy, chunks });
    return copy;
  }

  #check(chunks: readonly ChunkPlace[]): void {
    const unseen = chunks.filter(({ digest }) => !this.#seen.has(digest) && this.#seen.add(digest));
    for (let at = 0; at < unseen.length; at += CHUNKS_AT_ONCE) {
      this.#unpacking.add({ kind: 'check', chunks: unseen.slice(at, at + CHUNKS_AT_ONCE) });
    }
  }
}
