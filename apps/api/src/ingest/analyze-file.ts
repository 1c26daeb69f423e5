import { rmSync, writeFileSync } from 'node:fs';
import { analyzeAudio } from '@beatflow/audio';
import { BeatflowError } from '@beatflow/shared';
import type { AnalysisJob, AnalysisResult } from './analysis-job.ts';
import { digestSource } from './check-file.ts';
import { createNodeHasher } from './create-node-hasher.ts';
import { FileSource } from './file-source.ts';
import { needsPlayback, PlaybackFile } from './playback-file.ts';

/** Reads an audio file once: answers what is in it, and writes its peaks and, where needed, its decoded sound. Blocks its thread. */
export async function analyzeFile(job: AnalysisJob, onProgress: () => void): Promise<AnalysisResult> {
  const source = new FileSource(job.file);
  let playback: PlaybackFile | undefined;
  let isDone = false;
  try {
    const { facts, fileDigest, pcmDigest, peaks, ...measured } = await analyzeAudio(source, {
      limits: job.limits,
      createHasher: createNodeHasher,
      onPcm(block, facts) {
        if (needsPlayback(facts.format)) {
          playback ??= new PlaybackFile(job.playbackPath, facts);
          playback.append(block);
        }
        onProgress();
      },
    });
    if (fileDigest !== job.digest) throw new BeatflowError('digest-mismatch');
    playback?.finish();
    writeFileSync(job.peaksPath, peaks);
    const file = { ...facts, ...measured, isMeasured: true, digest: fileDigest, pcmDigest, size: source.size };
    isDone = true;
    return { file, hasPlayback: playback !== undefined };
  } catch (err) {
    // Bytes that were damaged on their way rarely read as audio; it is the damage that the sender must hear of.
    if (err instanceof BeatflowError && digestSource(source, onProgress) !== job.digest)
      throw new BeatflowError('digest-mismatch');
    throw err;
  } finally {
    source.close();
    playback?.close();
    if (!isDone) for (const path of [job.peaksPath, job.playbackPath]) rmSync(path, { force: true });
  }
}
