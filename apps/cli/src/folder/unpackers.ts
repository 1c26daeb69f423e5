import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ChunkPlace } from './chunk-place.ts';
import { FileCopy } from './file-copy.ts';
import { type SharedJob, takeJob } from './shared-jobs.ts';
import type { UnpackJob } from './unpack.ts';
import type { WorkerAnswer, WorkerMessage } from './unpack-worker.ts';

/** Less work than this is done before another thread has started. */
const WORTH_A_THREAD_BYTES = 16 * 1024 * 1024;
const MAX_THREADS = 8;
const MAX_JOBS = 2 ** 16;

const isSource = import.meta.url.endsWith('.ts');
const built = new URL('./unpack-worker.js', import.meta.url);
const source = new URL('./unpack-worker.ts', import.meta.url);

/** Threads that are waiting for work; they end with the program. */
const idle: Worker[] = [];

/** Work for as many threads as it is worth. They begin with what is added, and this one joins them at the end. */
export class Unpacking {
  readonly #claims = new Int32Array(new SharedArrayBuffer(4 * MAX_JOBS));
  readonly #jobs: SharedJob[] = [];
  readonly #helpers: Worker[];

  /** `bytes` is how much there will be to unpack. */
  constructor(bytes: number, worthAThreadBytes = WORTH_A_THREAD_BYTES) {
    const threads = Math.min(Math.floor(bytes / worthAThreadBytes), MAX_THREADS, availableParallelism());
    this.#helpers = Array.from({ length: Math.max(0, threads - 1) }, () => idle.pop() ?? start());
  }

  add(job: UnpackJob): void {
    const shared = { job, index: this.#jobs.length, claims: this.#claims };
    if (shared.index >= MAX_JOBS) throw new Error('This is too much to unpack at once.');
    this.#jobs.push(shared);
    for (const helper of this.#helpers) helper.postMessage({ shared } satisfies WorkerMessage);
  }

  /** Does what nobody has begun with, and waits for the others. Answers the digests of what is damaged. */
  async finish(): Promise<Set<string>> {
    const answers = [...this.#helpers.splice(0).map(hearTheEnd), this.#takeRest()];
    // Nobody is at work any more when this is over, however it ends.
    await Promise.allSettled(answers);
    return new Set((await Promise.all(answers)).flat());
  }

  /** Lets nobody begin with anything more, and waits for those who have begun. */
  async stop(): Promise<void> {
    for (const { index } of this.#jobs) Atomics.store(this.#claims, index, 1);
    await Promise.allSettled(this.#helpers.splice(0).map(hearTheEnd));
  }

  async #takeRest(): Promise<string[]> {
    const damaged: string[] = [];
    // From the end: the others come from the beginning.
    for (const shared of this.#jobs.toReversed()) damaged.push(...(await takeJob(shared)));
    return damaged;
  }
}

/** Writing a file out of its chunks, all of which are here, or only looking whether chunks are right. */
export type WholeJob =
  | { kind: 'copy'; digest: string; target: string; chunks: readonly ChunkPlace[] }
  | { kind: 'check'; chunks: readonly ChunkPlace[] };

/** Does all of some jobs. Answers the digests of what is damaged: chunks, and files, which are then not there. */
export function unpackAll(jobs: readonly WholeJob[], worthAThreadBytes?: number): Promise<Set<string>> {
  const bytes = jobs.reduce((sum, { chunks }) => sum + chunks.reduce((size, chunk) => size + chunk.size, 0), 0);
  const unpacking = new Unpacking(bytes, worthAThreadBytes);
  for (const job of jobs) {
    if (job.kind === 'check') unpacking.add(job);
    else new FileCopy({ ...job, chunkCount: job.chunks.length }, (part) => unpacking.add(part)).grow(job.chunks);
  }
  return unpacking.finish();
}

function hearTheEnd(worker: Worker): Promise<string[]> {
  return new Promise<string[]>((resolve, reject) => {
    if (worker.threadId < 0) throw new Error('A thread that unpacked audio broke.');
    const end = () => {
      worker.off('message', onMessage).off('error', onError);
      worker.unref();
    };
    const onMessage = ({ damaged, problem }: WorkerAnswer) => {
      end();
      idle.push(worker);
      if (problem) reject(Object.assign(new Error(problem.message), problem));
      else resolve(damaged);
    };
    const onError = (err: Error) => {
      end();
      reject(err);
    };
    worker.on('message', onMessage).on('error', onError);
    worker.ref();
    worker.postMessage('end' satisfies WorkerMessage);
  });
}

function start(): Worker {
  const worker = isSource ? startSource() : new Worker(built);
  worker.unref();
  // Whoever waits for its answer hears of it; before that, it must not end the program.
  worker.on('error', () => {});
  return worker;
}

/** Node cannot read TypeScript: tsx does, in the new thread too. */
function startSource(): Worker {
  const code = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=@beatflow/source'] });
}
