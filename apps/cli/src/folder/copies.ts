import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KnownStem } from './known-commit.ts';
import type { SongFolder } from './song-folder.ts';

/** Files of stems that are on their way into the folder: each is whole and right, and not in its place yet. */
export class Copies {
  readonly #folder: SongFolder;
  readonly #own: string;
  readonly #paths = new Map<KnownStem, string>();
  #count = 0;

  private constructor(folder: SongFolder, own: string) {
    this.#folder = folder;
    this.#own = own;
  }

  static async begin(folder: SongFolder): Promise<Copies> {
    // Nobody else is at work here: what lies there was left by a command that was killed.
    await rm(folder.metaPath('incoming'), { recursive: true, force: true });
    const own = folder.metaPath('incoming', randomBytes(4).toString('hex'));
    await mkdir(own, { recursive: true });
    return new Copies(folder, own);
  }

  /** Where a copy may be written to. */
  newPath(): string {
    return join(this.#own, String(this.#count++));
  }

  add(stem: KnownStem, path: string): void {
    this.#paths.set(stem, path);
  }

  has(stem: KnownStem): boolean {
    return this.#paths.has(stem);
  }

  /** Copies a file that is known to be right. */
  async copy(stem: KnownStem, from: string): Promise<void> {
    const path = this.newPath();
    await copyFile(from, path, constants.COPYFILE_FICLONE);
    await chmod(path, 0o644);
    this.add(stem, path);
  }

  /** Puts a stem's file at a path of the folder, in one step. */
  async place(stem: KnownStem, relative: string): Promise<void> {
    const from = this.#paths.get(stem)!;
    const path = this.#folder.path(relative);
    await mkdir(dirname(path), { recursive: true });
    await rename(from, path).catch(async (err: NodeJS.ErrnoException) => {
      if (err.code !== 'EXDEV') throw err;
      const near = join(dirname(path), `.beatflow-${randomBytes(4).toString('hex')}.tmp`);
      try {
        await copyFile(from, near);
        await rename(near, path);
      } finally {
        await rm(near, { force: true });
      }
    });
  }

  async end(): Promise<void> {
    await rm(this.#folder.metaPath('incoming'), { recursive: true, force: true });
  }
}
