import { parentPort } from 'node:worker_threads';
import { type SharedJob, takeJob } from './shared-jobs.ts';

/** A job, or that there are no more. */
export type WorkerMessage = { shared: SharedJob } | 'end';

/** What came of all jobs until the end. */
export interface WorkerAnswer {
  damaged: string[];
  problem: { message: string; code?: string; path?: string } | null;
}

let answer: WorkerAnswer = { damaged: [], problem: null };

async function take(message: WorkerMessage): Promise<void> {
  if (message === 'end') {
    parentPort?.postMessage(answer);
    answer = { damaged: [], problem: null };
    return;
  }
  if (answer.problem) return;
  try {
    answer.damaged.push(...(await takeJob(message.shared)));
  } catch (err) {
    const { message: text, code, path } = err as NodeJS.ErrnoException;
    answer.problem = { message: text, code, path };
  }
}

let last = Promise.resolve();
parentPort?.on('message', (message: WorkerMessage) => {
  last = last.then(() => take(message));
});
