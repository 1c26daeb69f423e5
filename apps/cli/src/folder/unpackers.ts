import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { takeJobs } from './shared-jobs.ts';
import type { UnpackJob } from './unpack.ts';
import type { WorkerAnswer } from './unpack-worker.ts';

/** Less work than this is done before another thread has started. */
const WORTH_A_THREAD_BYTES = 16 * 1024 * 1024;
const MAX_THREADS = 8;

const isSource = import.meta.url.endsWith('.ts');
const built = new URL('./unpack-worker.js', import.meta.url);
const source = new URL('./unpack-worker.ts', import.meta.url);

/** Threads that help to unpack; they end with the program. */
const idle: Worker[] = [];

/** Does jobs in as many threads as they are worth, this one among them. Answers the digests of what is damaged. */
export async function unpackAll(
  jobs: readonly UnpackJob[],
  worthAThreadBytes = WORTH_A_THREAD_BYTES,
): Promise<Set<string>> {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const helpers = hire(countHelpers(jobs, worthAThreadBytes));
  const answers = helpers.map((worker) => ask(worker, { jobs, taken }));
  // The first problem is told; the other threads are heard to their end, and unheard of after it.
  const all = await Promise.all([takeJobs({ jobs, taken }), ...answers]);
  return new Set(all.flat());
}

/** Starts the threads that so many bytes will need, while they are still on their way. */
export function expectUnpacking(bytes: number): void {
  idle.push(...hire(countThreads(bytes / WORTH_A_THREAD_BYTES)));
}

function countHelpers(jobs: readonly UnpackJob[], worthAThreadBytes: number): number {
  const bytes = jobs.reduce((sum, { chunks }) => sum + chunks.reduce((size, chunk) => size + chunk.size, 0), 0);
  return Math.min(jobs.length - 1, countThreads(bytes / worthAThreadBytes));
}

/** How many threads beside this one. */
function countThreads(worth: number): number {
  return Math.max(0, Math.min(Math.floor(worth), MAX_THREADS, availableParallelism()) - 1);
}

function hire(count: number): Worker[] {
  const workers = idle.splice(0, Math.max(0, count));
  while (workers.length < count) workers.push(start());
  return workers;
}

function ask(worker: Worker, shared: Parameters<typeof takeJobs>[0]): Promise<string[]> {
  return new Promise<string[]>((resolve, reject) => {
    const end = () => {
      worker.off('message', onMessage).off('error', onError);
      worker.unref();
    };
    const onMessage = (said: WorkerAnswer) => {
      end();
      idle.push(worker);
      if ('damaged' in said) resolve(said.damaged);
      else reject(Object.assign(new Error(said.problem.message), said.problem));
    };
    const onError = (err: Error) => {
      end();
      reject(err);
    };
    worker.on('message', onMessage).on('error', onError);
    worker.ref();
    worker.postMessage(shared);
  });
}

function start(): Worker {
  const worker = isSource ? startSource() : new Worker(built);
  worker.unref();
  return worker;
}

/** Node cannot read TypeScript: tsx does, in the new thread too. */
function startSource(): Worker {
  const code = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=@beatflow/source'] });
}
