import { rm } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { BeatflowError } from '@beatflow/shared';
import type { JobKind, Jobs, PostedJob, WorkerMessage } from './jobs.ts';
import { startWorker } from './start-worker.ts';

export interface WorkerPoolOptions {
  threads: number;
  /** How long a worker may go without decoding anything. */
  stallTimeoutMs?: number;
  /** Told what came out of a decoder that broke, for the log. */
  onBroken?: (what: string) => void;
  startWorker?: () => Worker;
}

interface Task {
  job: PostedJob;
  sizeBytes: number;
  /** Files that a broken job may have left half-written. */
  outputs: readonly string[];
  resolve: (result: unknown) => void;
  reject: (err: unknown) => void;
}

/** A file that is read more slowly than this, after a start of some minutes, is not worth waiting for. */
const slowestBytesPerMs = 1000;
const longestStartMs = 10 * 60_000;
/** A quarter of an hour of 24-bit stereo. Reading it takes seconds, and the largest accepted file minutes. */
const largeBytes = 256 * 2 ** 20;

/**
 * A few threads that work on audio, one job each, in the order asked. A thread that breaks or hangs is replaced, and its
 * job refused: whatever a file does to a decoder, the process goes on.
 */
export class WorkerPool {
  readonly #threads: number;
  readonly #stallTimeoutMs: number;
  readonly #onBroken: (what: string) => void;
  readonly #startWorker: () => Worker;
  readonly #waiting: Task[] = [];
  readonly #idle: Worker[] = [];
  readonly #running = new Map<Worker, Task>();
  #isClosed = false;

  constructor({ threads, stallTimeoutMs = 60_000, onBroken, ...options }: WorkerPoolOptions) {
    this.#threads = threads;
    this.#stallTimeoutMs = stallTimeoutMs;
    this.#onBroken = onBroken ?? (() => {});
    this.#startWorker = options.startWorker ?? (() => startWorker());
  }

  /** Does a job that reads this many bytes; throws the BeatflowError that says what is wrong with its files. */
  run<Kind extends JobKind>(
    kind: Kind,
    job: Jobs[Kind]['job'],
    { sizeBytes, outputs = [] }: { sizeBytes: number; outputs?: readonly string[] },
  ): Promise<Jobs[Kind]['result']> {
    if (this.#isClosed) return Promise.reject(new BeatflowError('server-busy'));
    return new Promise((resolve, reject) => {
      // What comes back is what the worker made of this kind of job.
      const done = resolve as (result: unknown) => void;
      this.#waiting.push({ job: { kind, ...job } as PostedJob, sizeBytes, outputs, resolve: done, reject });
      this.#next();
    });
  }

  /** Stops all threads; what they were at is refused with `server-busy`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const workers = [...this.#idle.splice(0), ...this.#running.keys()];
    for (const task of this.#waiting.splice(0)) task.reject(new BeatflowError('server-busy'));
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#isClosed || this.#running.size >= this.#threads) return;
    const index = this.#waiting.findIndex((task) => !isLarge(task) || this.#mayRunLarge());
    const [task] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (!task) return;
    const worker = this.#idle.pop() ?? this.#start();
    this.#running.set(worker, task);
    worker.ref();
    void this.#attempt(worker, task).then((outcome) => this.#settle(worker, task, outcome));
  }

  /** One thread is left for small files, so that nobody waits minutes for a short one. */
  #mayRunLarge(): boolean {
    const running = [...this.#running.values()].filter(isLarge).length;
    return running < Math.max(1, this.#threads - 1);
  }

  #settle(worker: Worker, task: Task, { isHealthy, finish }: Outcome): void {
    this.#running.delete(worker);
    if (isHealthy && !this.#isClosed) {
      this.#rest(worker);
      finish();
    } else {
      void worker
        .terminate()
        .then(() => Promise.all(task.outputs.map((path) => rm(path, { force: true }))))
        .finally(finish);
    }
    this.#next();
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle.push(worker);
  }

  #start(): Worker {
    const worker = this.#startWorker();
    worker.on('exit', () => this.#idle.splice(0, this.#idle.length, ...this.#idle.filter((other) => other !== worker)));
    // A thread that breaks after its answer must not become an uncaught error of the process.
    worker.on('error', () => {});
    return worker;
  }

  /** Lets a worker do one task. Never rejects. */
  #attempt(worker: Worker, { job, sizeBytes, resolve, reject }: Task): Promise<Outcome> {
    return new Promise((settle) => {
      const end = (outcome: Outcome) => {
        clearTimeout(stall);
        clearTimeout(whole);
        // Only its own: whoever waits for the thread to end still hears of it.
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        settle(outcome);
      };
      const fail = (what: string, error = broken(job)) => {
        if (!this.#isClosed) this.#onBroken(what);
        end({ isHealthy: false, finish: () => reject(this.#isClosed ? new BeatflowError('server-busy') : error) });
      };
      const stall = setTimeout(() => fail('it got no further for too long', tooSlow(job)), this.#stallTimeoutMs);
      const wholeMs = longestStartMs + sizeBytes / slowestBytesPerMs;
      const whole = setTimeout(() => fail('it took too long', tooSlow(job)), Math.min(wholeMs, 2 ** 31 - 1));

      const onMessage = (message: WorkerMessage) => {
        if (message.kind === 'progress') stall.refresh();
        else if (message.kind === 'done') end({ isHealthy: true, finish: () => resolve(message.result) });
        else if (message.kind === 'refused') end({ isHealthy: true, finish: () => reject(toError(message)) });
        else fail(message.message, message.isDecoder ? broken(job) : new BeatflowError('internal'));
      };
      const onError = (err: unknown) => fail(err instanceof Error ? (err.stack ?? err.message) : String(err));
      const onExit = (code: number) => fail(`its thread ended with code ${code}`);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }
}

function isLarge({ sizeBytes }: Task): boolean {
  return sizeBytes > largeBytes;
}

interface Outcome {
  isHealthy: boolean;
  finish: () => void;
}

function toError({ reason, data, message }: Extract<WorkerMessage, { kind: 'refused' }>): BeatflowError {
  return new BeatflowError(reason, data, message);
}

/** A file that breaks its reader is not audio; one that was read before, and breaks now, is our own fault. */
function broken({ kind }: PostedJob): BeatflowError {
  return new BeatflowError(readsNew(kind) ? 'audio-unreadable' : 'internal');
}

function tooSlow({ kind }: PostedJob): BeatflowError {
  if (kind === 'cut' || kind === 'fill' || kind === 'digest')
    return new BeatflowError('server-busy', {}, 'Storing this audio took too long.');
  if (!readsNew(kind)) return new BeatflowError('server-busy', {}, 'Comparing this audio took too long.');
  return new BeatflowError('audio-unreadable', {}, 'Reading this audio took too long. Please export it again.');
}

/** Whether it is what reads files first that nobody knows yet. */
function readsNew(kind: JobKind): boolean {
  return kind === 'analyze' || kind === 'check';
}
