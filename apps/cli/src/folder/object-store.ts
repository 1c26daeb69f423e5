import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChunkName } from '@beatflow/shared';
import { CliError } from '../failure/cli-error.ts';
import { ChunkPacks } from './chunk-packs.ts';
import type { PackedFile } from './chunk-place.ts';
import { formatCutList, parseCutList } from './cut-list.ts';
import { formatPackedFile, parsePackedFile } from './packed-file.ts';

/**
 * The audio that a folder keeps beside its working files, by the SHA-256 of each file: what was made here as it is, what
 * came from a server in the chunks that it came in.
 */
export class ObjectStore {
  readonly packs: ChunkPacks;
  readonly #folder: string;
  readonly #meta: string;

  /** `meta` is where all is that a folder keeps. */
  constructor(meta: string) {
    this.#meta = meta;
    this.#folder = join(meta, 'objects');
    this.packs = new ChunkPacks(join(meta, 'packs'));
  }

  /** Where a file is, or would be, that is kept as it is. */
  pathOf(digest: string): string {
    return join(this.#folder, digest.slice(0, 2), digest);
  }

  async has(digest: string): Promise<boolean> {
    return (await this.hasWhole(digest)) || (await this.findPacked(digest)) !== null;
  }

  async hasWhole(digest: string): Promise<boolean> {
    try {
      return (await stat(this.pathOf(digest))).isFile();
    } catch {
      return false;
    }
  }

  /**
   * Keeps a copy of a file that is known to have this digest, and notes how it is cut; refuses one that has changed since.
   */
  async keep(path: string, digest: string): Promise<void> {
    if (await this.has(digest)) return;
    const target = this.pathOf(digest);
    const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
    await mkdir(dirname(target), { recursive: true });
    const { cutFile } = await import('./cut-file.ts');
    try {
      // Where the disk can, both share their blocks, and a copy costs nothing.
      await copyFile(path, temporary, constants.COPYFILE_FICLONE);
      const cut = await cutFile(temporary);
      if (cut.digest !== digest) {
        throw new CliError(
          'failed',
          `${path} was written to just now.`,
          'Wait until your DAW has finished, and try again.',
        );
      }
      await sync(temporary);
      await chmod(temporary, 0o444);
      await rename(temporary, target);
      await this.#keepCut(digest, cut.chunks);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** The chunks of a file by their names, as far as that was noted. */
  async findCut(digest: string, sizeBytes: number): Promise<ChunkName[] | null> {
    const text = await readFile(this.#cutPath(digest), 'utf8').catch(() => null);
    if (text !== null) return parseCutList(text, sizeBytes);
    const packed = await this.findPacked(digest);
    return packed?.chunks.map(({ digest: name, size }): ChunkName => [name, size]) ?? null;
  }

  /** Cuts a file that is kept as it is, and notes how. */
  async cut(digest: string): Promise<ChunkName[]> {
    const { cutFile } = await import('./cut-file.ts');
    const { chunks } = await cutFile(this.pathOf(digest));
    await this.#keepCut(digest, chunks);
    return chunks;
  }

  /** The chunks of a file that is kept in chunks; null where it is not, or where that cannot be told any more. */
  async findPacked(digest: string): Promise<PackedFile | null> {
    const text = await readFile(this.#listPath(digest), 'utf8').catch(() => null);
    return text === null ? null : parsePackedFile(this.#meta, text);
  }

  async keepPacked(digest: string, file: PackedFile): Promise<void> {
    const path = this.#listPath(digest);
    await mkdir(dirname(path), { recursive: true });
    // What is lost with the power is fetched again.
    await writeFile(`${path}.tmp`, formatPackedFile(this.#meta, file));
    await rename(`${path}.tmp`, path);
  }

  /** Forgets what turned out to be damaged. */
  async forgetPacked(digest: string): Promise<void> {
    await rm(this.#listPath(digest), { force: true });
  }

  /** The path of a file that is kept, for who wants to read it as a file. */
  async unpack(digest: string): Promise<string> {
    const target = this.pathOf(digest);
    const packed = (await this.hasWhole(digest)) ? null : await this.findPacked(digest);
    if (!packed) return target;
    const { unpackAll } = await import('./unpackers.ts');
    const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
    const damaged = await unpackAll([{ kind: 'copy', digest, target: temporary, chunks: packed.chunks }]);
    if (damaged.size > 0) {
      await this.forgetPacked(digest);
      throw new CliError(
        'failed',
        'Audio that this folder keeps is damaged.',
        'Run the command again: it is fetched anew.',
      );
    }
    await chmod(temporary, 0o444);
    await rename(temporary, target);
    return target;
  }

  async #keepCut(digest: string, chunks: readonly ChunkName[]): Promise<void> {
    const path = this.#cutPath(digest);
    // What is lost with the power is found out again.
    await writeFile(`${path}.tmp`, formatCutList(chunks));
    await rename(`${path}.tmp`, path);
  }

  #listPath(digest: string): string {
    return `${this.pathOf(digest)}.json`;
  }

  #cutPath(digest: string): string {
    return `${this.pathOf(digest)}.cut.json`;
  }
}

/** A version that names this audio must not outlive it, whatever happens to the power. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}
