import { parentPort } from 'node:worker_threads';
import { type SharedJobs, takeJobs } from './shared-jobs.ts';

export type WorkerAnswer = { damaged: string[] } | { problem: { message: string; code?: string; path?: string } };

async function answer(shared: SharedJobs): Promise<WorkerAnswer> {
  try {
    return { damaged: await takeJobs(shared) };
  } catch (err) {
    const { message, code, path } = err as NodeJS.ErrnoException;
    return { problem: { message, code, path } };
  }
}

parentPort?.on('message', (shared: SharedJobs) => {
  void answer(shared).then((said) => parentPort?.postMessage(said));
});
