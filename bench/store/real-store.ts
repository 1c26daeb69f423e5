import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { synthesise, writeWav } from '@beatflow/audio/testing';
import { AudioUploadModel, type EmbeddedPostgres, migrate } from '@beatflow/db';
import { makeAudioFile, makeUser, startTemporaryPostgres } from '@beatflow/db/testing';
import { noteUploadedChunks } from '../../apps/api/src/access/note-uploaded-chunks.ts';
import { readConfig } from '../../apps/api/src/config/read-config.ts';
import { withDigestLock } from '../../apps/api/src/ingest/digest-lock.ts';
import { createLogger } from '../../apps/api/src/server/logger.ts';
import { closeServices, openServices } from '../../apps/api/src/server/open-services.ts';
import type { Services } from '../../apps/api/src/services.ts';
import { inTurns } from './in-turns.ts';

interface KeptFile {
  digest: string;
  stamp: string;
}

const atOnce = 2;

/** The store as the server opens it: packs in a folder, a PostgreSQL of its own, and the server's threads. */
export class RealStore {
  readonly #services: Services;
  readonly #postgres: EmbeddedPostgres;
  /** Who brings all the files, and so may use their chunks again. */
  readonly #userId: string;
  readonly #versions = new Map<number, Map<string, KeptFile>>();

  private constructor(services: Services, postgres: EmbeddedPostgres, userId: string) {
    this.#services = services;
    this.#postgres = postgres;
    this.#userId = userId;
  }

  static async open(folder: string): Promise<RealStore> {
    const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: 'error', DEMO: 'false' });
    const logger = createLogger(config);
    const postgres = await startTemporaryPostgres();
    await migrate(postgres.url);
    const services = await openServices(config, postgres.url, logger);
    const store = new RealStore(services, postgres, (await makeUser()).id);
    await store.#warmUp(folder);
    return store;
  }

  get databaseUrl(): string {
    return this.#postgres.url;
  }

  /** Keeps these files; those that look as in the version before are not read again, as the others do it. */
  async store(version: number, root: string, digests: ReadonlyMap<string, string>): Promise<void> {
    const before = new Map([...(this.#versions.get(version - 1)?.values() ?? [])].map((file) => [file.stamp, file]));
    const kept = new Map<string, KeptFile>();
    this.#versions.set(version, kept);
    await inTurns([...digests], atOnce, async ([path, digest]) => {
      const { ino, size, mtimeMs } = statSync(join(root, path));
      const stamp = `${ino} ${size} ${mtimeMs}`;
      if (!before.has(stamp)) await this.#keep(join(root, path), digest, size);
      kept.set(path, { digest, stamp });
    });
  }

  /** Writes a version somewhere else, in the parts in which downloads get it. */
  async read(version: number, to: string): Promise<void> {
    await inTurns([...this.#versions.get(version)!], atOnce, async ([path, { digest }]) => {
      await mkdir(dirname(join(to, path)), { recursive: true });
      const isThere = await this.#services.store.copy({ digest, part: 'original' }, join(to, path));
      if (!isThere) throw new Error(`The store has lost ${path}.`);
    });
  }

  async close(): Promise<void> {
    await closeServices(this.#services);
    await this.#postgres.stop();
  }

  /** Takes a second of sound in and out, so that what is measured is a server that runs, not one that starts. */
  async #warmUp(folder: string): Promise<void> {
    const root = join(folder, 'warm-up');
    await mkdir(root);
    const digests = new Map<string, string>();
    for (const [i, bitDepth] of [16, 24].entries()) {
      const file = writeWav(synthesise({ frames: 30_000, peak: 0.1 + i }), { bitDepth });
      await writeFile(join(root, `${i}.wav`), file);
      digests.set(`${i}.wav`, createHash('sha256').update(file).digest('hex'));
    }
    await this.store(0, root, digests);
    await this.read(0, join(root, 'back'));
    await rm(root, { recursive: true });
    this.#versions.clear();
  }

  async #keep(path: string, digest: string, size: number): Promise<void> {
    const { database, store, ingest } = this.#services;
    if (await store.find({ digest, part: 'original' })) return;
    const packing = await ingest.packer.prepare({ audioDigest: digest, file: path, sizeBytes: size }, this.#userId);
    await withDigestLock(database, digest, async (transaction) => {
      await makeAudioFile({ digest, size, transaction });
      await ingest.packer.record(digest, packing, transaction);
      await AudioUploadModel.create({ userId: this.#userId, audioDigest: digest }, { transaction });
      await noteUploadedChunks(database, { audioDigest: digest, userId: this.#userId }, transaction);
    });
  }
}
