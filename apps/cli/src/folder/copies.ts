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
  readonly #stems: readonly KnownStem[];
  readonly #paths = new Map<KnownStem, string>();
  #count = 0;

  private constructor(folder: SongFolder, own: string, stems: readonly KnownStem[]) {
    this.#folder = folder;
    this.#own = own;
    this.#stems = stems;
  }

  /** Prepares for copies of these stems. */
  static async begin(folder: SongFolder, stems: readonly KnownStem[]): Promise<Copies> {
    const own = folder.metaPath('incoming', randomBytes(4).toString('hex'));
    const copies = new Copies(folder, own, stems);
    // Who writes to a folder is alone in it: what lies there was left by a command that was killed.
    await copies.end();
    if (stems.length > 0) await mkdir(own, { recursive: true });
    return copies;
  }

  /** The stems of which there is no copy yet. */
  get left(): KnownStem[] {
    return this.#stems.filter((stem) => !this.#paths.has(stem));
  }

  /** Where a copy may be written to. */
  newPath(): string {
    return join(this.#own, String(this.#count++));
  }

  add(stem: KnownStem, path: string): void {
    this.#paths.set(stem, path);
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
    if (this.#stems.length > 0) await rm(this.#folder.metaPath('incoming'), { recursive: true, force: true });
  }
}
