import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AudioFileModel, type Database } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { Op } from 'sequelize';
import { listFileChunks } from '../pack/chunk-place.ts';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from '../store/audio-store.ts';
import type { UploadFolder } from '../store/upload-folder.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import type { AnalysisResult } from './analysis-job.ts';
import { withDigestLock } from './digest-lock.ts';
import type { FilePart, LocalFile } from './file-source.ts';
import type { RecentAudio } from './recent-audio.ts';

export interface MeasuringOptions {
  database: Database;
  store: AudioStore;
  uploads: UploadFolder;
  recent: RecentAudio;
  /** Its threads are those of this alone: nobody who sends a file waits for what is measured. */
  pool: WorkerPool;
  logger: Logger;
}

/** Whoever took a file in measures it at once. Later than this, that process has gone. */
const abandonedMs = 60_000;
const sweepBatch = 100;
/** The version that names a file follows on its heels, and goes first. */
const headStartMs = 400;

/** Measures kept files that were named before they were measured, one after the other, and draws their peaks. */
export class Measuring {
  readonly #options: MeasuringOptions;
  readonly #running = new Map<string, Promise<void>>();
  /** Ends when nothing waits any more. */
  #last = Promise.resolve();

  constructor(options: MeasuringOptions) {
    this.#options = options;
  }

  /** Has a file measured as soon as whoever sent it has named it, most likely. */
  add(digest: string): void {
    const headStart = sleep(headStartMs, undefined, { ref: false });
    this.#last = this.#last
      .then(() => headStart)
      .then(() => this.measure(digest))
      .catch((err: unknown) => {
        this.#options.logger.warn({ err, digest }, 'this file waits to be measured');
      });
  }

  /** Measures a file now, for who wants to see it; once for all who ask meanwhile. What has been forgotten is not measured. */
  measure(digest: string): Promise<void> {
    const measuring = this.#running.get(digest) ?? this.#measure(digest).finally(() => this.#running.delete(digest));
    this.#running.set(digest, measuring);
    return measuring;
  }

  /** Resolves once everything that was added has been measured. */
  async idle(): Promise<void> {
    for (let last = null; last !== this.#last; ) {
      last = this.#last;
      await last;
    }
  }

  /**
   * Measures what a process left that was stopped before it came to that. Of what came in a moment ago another process may
   * be at work; to measure it twice does no harm.
   */
  async sweep(leastAgeMs = abandonedMs): Promise<void> {
    const createdAt = { [Op.lte]: new Date(Date.now() - leastAgeMs) };
    const where = { isMeasured: false, createdAt };
    const waiting = await AudioFileModel.findAll({
      attributes: ['digest'],
      where,
      order: ['createdAt'],
      limit: sweepBatch,
    });
    for (const { digest } of waiting) await this.measure(digest);
  }

  async #measure(digest: string): Promise<void> {
    const { store, uploads, logger } = this.#options;
    const row = await AudioFileModel.findByPk(digest, { attributes: ['size', 'isMeasured'] });
    if (!row) return;
    // Somebody who wanted to see it may have been first.
    if (row.isMeasured && (await store.find({ digest, part: 'peaks' }))) return;
    const [path, peaksPath, playbackPath] = [uploads.workPath(), uploads.workPath(), uploads.workPath()];
    if (row.isMeasured) logger.warn({ digest }, 'the peaks of this file are lost; they are computed again');
    try {
      const outputs = { peaksPath, playbackPath };
      const result =
        (await this.#analyzeRecent(digest, row.size, outputs)) ??
        (await this.#analyzeStored(digest, row.size, path, outputs));
      await this.#keep(digest, result, peaksPath);
    } finally {
      await Promise.all([path, peaksPath, playbackPath].map((each) => rm(each, { force: true })));
    }
  }

  /** Null where its chunks are not here any more, or are not what they were. */
  async #analyzeRecent(digest: string, sizeBytes: number, outputs: Outputs): Promise<AnalysisResult | null> {
    const { database, recent } = this.#options;
    const names = (await listFileChunks(database, digest)).map((chunk) => chunk.digest);
    const loan = recent.borrow(names);
    try {
      const parts: FilePart[] = [];
      for (const name of names) {
        const part = loan.partOf(name);
        if (!part) return null;
        parts.push(part);
      }
      return parts.length === 0 ? null : await this.#analyze(parts, digest, sizeBytes, outputs);
    } catch (err) {
      if (!isOfTheFile(err)) throw err;
      await recent.forget(names);
      return null;
    } finally {
      await loan.giveBack();
    }
  }

  async #analyzeStored(digest: string, sizeBytes: number, path: string, outputs: Outputs): Promise<AnalysisResult> {
    const { store } = this.#options;
    if (!(await store.copy({ digest, part: 'original' }, path))) throw new Error(`The store has lost ${digest}.`);
    return this.#analyze(path, digest, sizeBytes, outputs);
  }

  #analyze(file: LocalFile, digest: string, sizeBytes: number, outputs: Outputs): Promise<AnalysisResult> {
    // What was accepted once is, whatever the limits are now.
    const job = { file, digest, limits: {}, ...outputs };
    return this.#options.pool.run('analyze', job, { sizeBytes, outputs: [outputs.peaksPath, outputs.playbackPath] });
  }

  async #keep(digest: string, { file }: AnalysisResult, peaksPath: string): Promise<void> {
    const { database, store } = this.#options;
    const { integratedLufs, truePeakDbtp, silenceHeadFrames, silenceTailFrames } = file;
    const measured = { integratedLufs, truePeakDbtp, silenceHeadFrames, silenceTailFrames, isMeasured: true };
    await withDigestLock(database, digest, async (transaction) => {
      // Forgotten meanwhile, it leaves nothing.
      const where = { digest };
      if ((await AudioFileModel.count({ where, transaction })) === 0) return;
      await AudioFileModel.update(measured, { where: { digest, isMeasured: false }, transaction });
      await store.put({ digest, part: 'peaks' }, peaksPath);
    });
  }
}

interface Outputs {
  peaksPath: string;
  playbackPath: string;
}

/** Whether it is what was read that is wrong, and not the moment. */
function isOfTheFile(err: unknown): boolean {
  return err instanceof BeatflowError && err.reason !== 'server-busy';
}
