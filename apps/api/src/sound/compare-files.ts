import { alignExactly, compareAudio } from '@beatflow/audio';
import type { CompareJob, CompareResult } from './compare-job.ts';
import { openFrames } from './open-frames.ts';

/** Tells what happened to the sound between two files, and which frames they share. Blocks its thread. */
export async function compareFiles(job: CompareJob, onProgress: () => void): Promise<CompareResult> {
  const before = await openFrames(job.beforePath);
  try {
    onProgress();
    const after = await openFrames(job.afterPath);
    try {
      onProgress();
      const matches = alignExactly(before.source, after.source);
      onProgress();
      return { change: compareAudio(before.source, after.source, matches), matches };
    } finally {
      after.close();
    }
  } finally {
    before.close();
  }
}
