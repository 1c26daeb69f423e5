import { rm } from 'node:fs/promises';
import type { Ingest } from '../ingest/open-ingest.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { spliceTo, type Triple } from './splice.ts';
import type { SpliceResult } from './splice-job.ts';

/** A plan is some hundred bytes. */
const MAX_PLANS = 1000;

/**
 * What splices would give. A merge is looked at again and again before it is made: each plan is computed once, and the
 * file that tells its digest is thrown away, so that looking leaves nothing behind.
 */
export class SplicePlans {
  readonly #services: { store: AudioStore; ingest: Ingest };
  /** The order is that of the last use. */
  readonly #plans = new Map<string, Promise<SpliceResult>>();

  constructor(services: { store: AudioStore; ingest: Ingest }) {
    this.#services = services;
  }

  get(triple: Triple): Promise<SpliceResult> {
    const key = [triple.base, triple.ours, triple.theirs].map(({ digest }) => digest).join(' ');
    const plan = this.#plans.get(key) ?? this.#compute(key, triple);
    this.#plans.delete(key);
    this.#plans.set(key, plan);
    for (const oldest of [...this.#plans.keys()].slice(0, -MAX_PLANS)) this.#plans.delete(oldest);
    return plan;
  }

  async #compute(key: string, triple: Triple): Promise<SpliceResult> {
    const path = this.#services.ingest.uploads.workPath();
    try {
      return await spliceTo(path, triple, this.#services);
    } catch (err) {
      this.#plans.delete(key);
      throw err;
    } finally {
      await rm(path, { force: true });
    }
  }
}
