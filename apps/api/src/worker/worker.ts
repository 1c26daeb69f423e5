import { parentPort } from 'node:worker_threads';
import { BeatflowError } from '@beatflow/shared';
import { analyzeFile } from '../ingest/analyze-file.ts';
import { checkFile, digestFile } from '../ingest/check-file.ts';
import { cutFile } from '../pack/cut-file.ts';
import { fillPack } from '../pack/fill-pack.ts';
import { compareFiles } from '../sound/compare-files.ts';
import { spliceFiles } from '../sound/splice-files.ts';
import { errorCode, onDisk } from '../store/disk.ts';
import type { PostedJob, WorkerMessage } from './jobs.ts';

const progressMs = 1000;

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function doJob(job: PostedJob, onProgress: () => void): Promise<unknown> {
  switch (job.kind) {
    case 'analyze':
      return analyzeFile(job, onProgress);
    case 'check':
      return checkFile(job, onProgress);
    case 'digest':
      return Promise.resolve(digestFile(job, onProgress));
    case 'cut':
      return cutFile(job, onProgress);
    case 'fill':
      return fillPack(job, onProgress);
    case 'compare':
      return compareFiles(job, onProgress);
    case 'splice':
      return spliceFiles(job, onProgress);
  }
}

async function run(job: PostedJob): Promise<void> {
  let saidMs = performance.now();
  const onProgress = () => {
    if (performance.now() - saidMs < progressMs) return;
    saidMs = performance.now();
    say({ kind: 'progress' });
  };
  try {
    say({ kind: 'done', result: await onDisk(() => doJob(job, onProgress)) });
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

parentPort?.on('message', (job: PostedJob) => void run(job));
