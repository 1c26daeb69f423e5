import { createHash, randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CliError } from '../failure/cli-error.ts';

/** The audio that a folder keeps beside its working files, by the SHA-256 of each file. */
export class ObjectStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf(digest: string): string {
    return join(this.#folder, digest.slice(0, 2), digest);
  }

  async has(digest: string): Promise<boolean> {
    try {
      return (await stat(this.pathOf(digest))).isFile();
    } catch {
      return false;
    }
  }

  /** Keeps a copy of a file that is known to have this digest; refuses one that has changed since. */
  async keep(path: string, digest: string): Promise<void> {
    if (await this.has(digest)) return;
    const target = this.pathOf(digest);
    const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
    await mkdir(dirname(target), { recursive: true });
    try {
      // Where the disk can, both share their blocks, and a copy costs nothing.
      await copyFile(path, temporary, constants.COPYFILE_FICLONE);
      if ((await computeFileDigest(temporary)) !== digest) {
        throw new CliError(
          'failed',
          `${path} was written to just now.`,
          'Wait until your DAW has finished, and try again.',
        );
      }
      await chmod(temporary, 0o444);
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Puts a copy of a kept file at a path of the folder, in one step. */
  async place(digest: string, path: string): Promise<void> {
    const temporary = join(dirname(path), `.beatflow-${randomBytes(4).toString('hex')}.tmp`);
    await mkdir(dirname(path), { recursive: true });
    try {
      await copyFile(this.pathOf(digest), temporary, constants.COPYFILE_FICLONE);
      await chmod(temporary, 0o644);
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

async function computeFileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
