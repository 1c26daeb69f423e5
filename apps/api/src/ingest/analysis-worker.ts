import { parentPort } from 'node:worker_threads';
import { BeatflowError } from '@beatflow/shared';
import { errorCode, onDisk } from '../store/disk.ts';
import type { AnalysisJob, WorkerMessage } from './analysis-job.ts';
import { analyzeFile } from './analyze-file.ts';

const progressMs = 1000;

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function run(job: AnalysisJob): Promise<void> {
  let saidMs = performance.now();
  const onProgress = () => {
    if (performance.now() - saidMs < progressMs) return;
    saidMs = performance.now();
    say({ kind: 'progress' });
  };
  try {
    say({ kind: 'done', result: await onDisk(() => analyzeFile(job, onProgress)) });
  } catch (err) {
    if (err instanceof BeatflowError) {
      say({ kind: 'refused', reason: err.reason, data: err.data, message: err.message });
    } else {
      const message = err instanceof Error ? (err.stack ?? err.message) : String(err);
      // What the system refuses has a code, as EIO; all the rest comes out of a decoder that met what it cannot bear.
      say({ kind: 'failed', message, isDecoder: errorCode(err) === undefined });
    }
  }
}

parentPort?.on('message', (job: AnalysisJob) => void run(job));
