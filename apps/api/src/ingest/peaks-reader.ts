import { rm } from 'node:fs/promises';
import type { OpenObject } from '../store/audio-store.ts';
import type { ByteServices } from './byte-services.ts';

/** Opens the peaks of kept files; those that are lost are computed again, once for all who ask meanwhile. */
export class PeaksReader {
  readonly #services: ByteServices;
  readonly #computing = new Map<string, Promise<void>>();

  constructor(services: ByteServices) {
    this.#services = services;
  }

  async open(digest: string, sizeBytes: number): Promise<OpenObject | null> {
    const object = { digest, part: 'peaks' } as const;
    const opened = await this.#services.store.open(object);
    if (opened) return opened;
    const computing =
      this.#computing.get(digest) ?? this.#compute(digest, sizeBytes).finally(() => this.#computing.delete(digest));
    this.#computing.set(digest, computing);
    await computing;
    return this.#services.store.open(object);
  }

  async #compute(digest: string, sizeBytes: number): Promise<void> {
    const { store, ingest, logger } = this.#services;
    const { uploads, pool } = ingest;
    const [path, peaksPath, playbackPath] = [uploads.workPath(), uploads.workPath(), uploads.workPath()];
    try {
      logger.warn({ digest }, 'the peaks of this file are lost; they are computed again');
      if (!(await store.copy({ digest, part: 'original' }, path))) throw new Error(`The store has lost ${digest}.`);
      // What was accepted once is, whatever the limits are now.
      const job = { path, digest, limits: {}, peaksPath, playbackPath };
      await pool.run('analyze', job, { sizeBytes, outputs: [peaksPath, playbackPath] });
      await store.put({ digest, part: 'peaks' }, peaksPath);
    } finally {
      await Promise.all([path, peaksPath, playbackPath].map((each) => rm(each, { force: true })));
    }
  }
}
