import { rm } from 'node:fs/promises';
import type { Database } from '@beatflow/db';
import type { Transaction } from 'sequelize';
import { findUsableChunks } from '../access/find-usable-chunks.ts';
import type { LocalFile } from '../ingest/file-source.ts';
import type { AudioStore } from '../store/audio-store.ts';
import type { UploadFolder } from '../store/upload-folder.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import type { CutChunk } from './cut-file.ts';
import { findGoodChunks } from './find-good-chunks.ts';
import { forgetUnnamedPack } from './forget-unnamed-pack.ts';
import type { WrittenPack } from './pack-file.ts';
import { recordPacking } from './record-packing.ts';

/** A file whose chunks are all in the store, and which the database does not know yet. */
export interface Packing {
  chunks: CutChunk[];
  /** Packs that were written for it. */
  packs: WrittenPack[];
  /** Chunks that the database knows, and whose bytes are lost or damaged: they are in the new packs. */
  mended: string[];
}

/** A file that is to be packed. */
export interface PackableFile {
  audioDigest: string;
  file: LocalFile;
  sizeBytes: number;
  /** Its chunks, where it is known to be made of them. */
  chunks?: CutChunk[] | undefined;
  /** What was just found out about them, for whoever brings the file. */
  known?: KnownOfFile | undefined;
}

/** Of the chunks of a file, what the store has. */
export interface KnownOfFile {
  /** Those that are there, and that whoever brings the file may use. */
  found: ReadonlySet<string>;
  /** Those that the database knows, and whose bytes are lost or damaged. */
  bad: readonly string[];
}

/** A file that is not what its digest says. */
export class WrongBytes extends Error {
  override name = 'WrongBytes';
}

export interface PackerOptions {
  database: Database;
  home: AudioStore;
  pool: WorkerPool;
  uploads: UploadFolder;
}

/** Moves files into packs, each chunk once. First the bytes, which takes its time, then the rows that name them. */
export class Packer {
  readonly #options: PackerOptions;

  constructor(options: PackerOptions) {
    this.#options = options;
  }

  /**
   * Cuts a file, unless it comes with its chunks, and puts those of its chunks into packs that are not in one, or, for a user, not in audio that they may
   * use. They are durable when this returns. Throws a `WrongBytes` when the file is not what its digest says.
   */
  async prepare(packable: PackableFile, userId: string | null): Promise<Packing> {
    const { sizeBytes, known } = packable;
    const chunks = packable.chunks ?? (await this.#cut(packable));
    const distinct = [...new Map(chunks.map((chunk) => [chunk.digest, chunk])).values()];
    const { found, bad } = known ?? (await this.#findKnown(distinct, userId));
    const missing = distinct.filter(({ digest }) => !found.has(digest));
    const mended = bad.filter((digest) => !found.has(digest));
    const packing: Packing = { chunks, packs: [], mended };
    try {
      for (let done = 0; done < missing.length; ) {
        const pack = await this.#fill(packing, packable.file, missing.slice(done), sizeBytes);
        done += pack.entries.length;
      }
      return packing;
    } catch (err) {
      await this.forget(packing).catch(() => {
        // The sweep finds them.
      });
      throw err;
    }
  }

  /**
   * Names the chunks of a file, in the transaction that names the file, which holds its lock. Throws a `PackingStale`
   * when something that it leans on has gone meanwhile; then it is to be prepared again.
   */
  record(audioDigest: string, packing: Packing, transaction: Transaction): Promise<void> {
    return recordPacking(this.#options, audioDigest, packing, transaction);
  }

  /** Removes the packs of what was not recorded. */
  async forget({ packs }: Packing): Promise<void> {
    for (const { digest } of packs) await forgetUnnamedPack(this.#options, digest);
  }

  async #cut({ audioDigest, file, sizeBytes }: PackableFile): Promise<CutChunk[]> {
    const { chunks, digest } = await this.#options.pool.run('cut', { file }, { sizeBytes });
    if (digest !== audioDigest) throw new WrongBytes(`The file that should be ${audioDigest} is ${digest}.`);
    return chunks;
  }

  async #findKnown(chunks: readonly CutChunk[], userId: string | null): Promise<KnownOfFile> {
    const digests = chunks.map(({ digest }) => digest);
    const { good, bad } = await findGoodChunks(this.#options, digests);
    // What others have is packed once more: that it is here must not show in how long this takes.
    const usable = userId === null ? good : await findUsableChunks(this.#options.database, userId, digests);
    return { found: new Set(digests.filter((digest) => good.has(digest) && usable.has(digest))), bad: [...bad] };
  }

  async #fill(packing: Packing, file: LocalFile, chunks: CutChunk[], sizeBytes: number): Promise<WrittenPack> {
    const { home, pool, uploads } = this.#options;
    const packPath = uploads.workPath();
    try {
      const job = { file, chunks: chunks.slice(0, maxChunksAtOnce), packPath };
      const pack = await pool.run('fill', job, { sizeBytes, outputs: [packPath] });
      // Before it is put: a store that fails then may have it all the same.
      packing.packs.push(pack);
      await home.put({ digest: pack.digest, part: 'pack' }, packPath);
      return pack;
    } finally {
      await rm(packPath, { force: true });
    }
  }
}

/** No more fit into a pack, however small they become. */
const maxChunksAtOnce = 16_384;
