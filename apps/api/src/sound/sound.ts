import type { Database } from '@beatflow/db';
import type { Ingest } from '../ingest/open-ingest.ts';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { borrowPcm } from './borrow-pcm.ts';
import { type Comparison, findComparisons, keepComparison, keyOf, type Pair } from './comparison.ts';
import { findUnprepared } from './find-unprepared.ts';

export interface SoundOptions {
  database: Database;
  store: AudioStore;
  ingest: Ingest;
  logger: Logger;
}

/** More than these do not wait to be compared in advance; whoever asks for the rest has them compared then. */
const MAX_WAITING = 10_000;

/** Compares audio files, each pair once: what was found out is kept in the database for all processes. */
export class Sound {
  readonly #options: SoundOptions;
  readonly #running = new Map<string, Promise<Comparison>>();
  readonly #waiting = new Map<string, Pair>();
  #preparing: Promise<void> | null = null;
  #resuming: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: SoundOptions) {
    this.#options = options;
  }

  /** What happened between two files; throws a BeatflowError, such as `audio-too-long`, where that cannot be told. */
  async compare(pair: Pair): Promise<Comparison> {
    const key = keyOf(pair);
    const known = (await findComparisons([pair])).get(key);
    if (known) return known;
    const running = this.#running.get(key);
    if (running) return running;
    const comparing = this.#compareNow(pair).finally(() => this.#running.delete(key));
    this.#running.set(key, comparing);
    return comparing;
  }

  /** Goes on with what waited when a server last stopped. */
  resume(): void {
    this.#resuming = findUnprepared(this.#options.database.sequelize).then(
      (pairs) => {
        if (!this.#isClosed) this.prepare(pairs);
      },
      (err: unknown) => this.#options.logger.error({ err }, 'looking for what was not compared failed'),
    );
  }

  /** Compares files in the background, so that who asks later need not wait. Uploads come first: one pair at a time. */
  prepare(pairs: readonly Pair[]): void {
    for (const pair of pairs) if (this.#waiting.size < MAX_WAITING) this.#waiting.set(keyOf(pair), pair);
    this.#preparing ??= this.#prepareAll().finally(() => {
      this.#preparing = null;
    });
  }

  /** Resolves when nothing waits to be compared in advance. */
  async settle(): Promise<void> {
    await this.#resuming;
    await this.#preparing;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.clear();
    await Promise.allSettled([...this.#running.values(), this.#preparing, this.#resuming]);
  }

  async #compareNow(pair: Pair): Promise<Comparison> {
    const { database, store, ingest } = this.#options;
    const { before, after } = pair;
    const comparison = await borrowPcm({ store, ingest }, [before, after], ([beforePath = '', afterPath = '']) =>
      ingest.pool.run('compare', { beforePath, afterPath }, { sizeBytes: before.size + after.size }),
    );
    await keepComparison(database.sequelize, pair, comparison);
    return comparison;
  }

  async #prepareAll(): Promise<void> {
    for (const [key, pair] of this.#waiting) {
      this.#waiting.delete(key);
      await this.compare(pair).catch((err: unknown) => {
        if (!this.#isClosed) this.#options.logger.warn({ err, pair: key }, 'two sounds could not be compared');
      });
    }
  }
}
