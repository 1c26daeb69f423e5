import type { Run } from '@beatflow/audio';
import type { Database } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { Ingest } from '../ingest/open-ingest.ts';
import type { ChunkReader } from '../pack/chunk-reader.ts';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { alignByChunks } from './align-by-chunks.ts';
import { borrowPcm } from './borrow-pcm.ts';
import { type Comparison, findComparisons, keepComparison, keyOf, type Pair } from './comparison.ts';
import { findUnprepared } from './find-unprepared.ts';

export interface SoundOptions {
  database: Database;
  store: AudioStore;
  chunks: ChunkReader;
  ingest: Ingest;
  logger: Logger;
}

/** More than these do not wait to be compared in advance; whoever asks for the rest has them compared then. */
const MAX_WAITING = 10_000;

/** Alignments that are remembered until their pairs have been compared: some hundred bytes each. */
const MAX_ALIGNED = 10_000;

/** Pairs whose files are read whole at the same time, where their chunks do not tell enough. */
const AT_ONCE = 2;

/** Compares audio files, each pair once: what was found out is kept in the database for all processes. */
export class Sound {
  readonly #options: SoundOptions;
  /** What chunks told, by pair; the order is that of being found out. */
  readonly #aligned = new Map<string, readonly Run[]>();
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

  /**
   * Which frames pairs of files share, by `keyOf` the pair, for who needs nothing else. What was compared before is read;
   * else the chunks that files are kept in tell nearly all; only what they leave open is compared now. Files that cannot be
   * compared share nothing.
   */
  async align(pairs: readonly Pair[]): Promise<Map<string, readonly Run[]>> {
    const known = await findComparisons(pairs);
    const aligned = new Map<string, readonly Run[]>([...known].map(([key, { matches }]) => [key, matches]));
    for (const pair of pairs) {
      const remembered = this.#aligned.get(keyOf(pair));
      if (remembered && !aligned.has(keyOf(pair))) aligned.set(keyOf(pair), remembered);
    }
    const isOpen = (pair: Pair) => !aligned.has(keyOf(pair));
    const unknown = pairs.filter(isOpen);
    if (unknown.length === 0) return aligned;
    for (const [key, runs] of await this.#alignByChunks(unknown)) aligned.set(key, runs);
    const rest = unknown.filter(isOpen);
    const compareNext = async (): Promise<void> => {
      for (let pair = rest.shift(); pair; pair = rest.shift())
        aligned.set(keyOf(pair), await this.#compareOrNothing(pair));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, compareNext));
    return aligned;
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

  async #alignByChunks(pairs: readonly Pair[]): Promise<Map<string, Run[]>> {
    const found = await alignByChunks(this.#options, pairs);
    for (const [key, runs] of found) this.#aligned.set(key, runs);
    for (const oldest of [...this.#aligned.keys()].slice(0, -MAX_ALIGNED)) this.#aligned.delete(oldest);
    // What happened to the sound is more than which frames are shared, and will be asked for too.
    this.prepare(pairs.filter((pair) => found.has(keyOf(pair))));
    return found;
  }

  async #compareOrNothing(pair: Pair): Promise<readonly Run[]> {
    try {
      return (await this.compare(pair)).matches;
    } catch (err) {
      if (err instanceof BeatflowError && err.reason === 'server-busy') throw err;
      this.#options.logger.warn({ err, pair: keyOf(pair) }, 'two sounds could not be compared');
      return [];
    }
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
