import { rmSync } from 'node:fs';
import { planSplice, type SpliceSegment } from '@beatflow/audio';
import { isFlacShape } from '@beatflow/audio/flac';
import { type OpenFrames, openFrames } from './open-frames.ts';
import type { SpliceJob, SpliceResult } from './splice-job.ts';
import type { SplicedFile } from './spliced-file.ts';
import { openSplicedFlac } from './spliced-flac.ts';
import { SplicedPcm } from './spliced-pcm.ts';

/** Frames that are copied at a time. */
const WINDOW = 1 << 16;

/** Writes a file that has the edits of both sides, in the format of the base; or says why there is none. Blocks its thread. */
export async function spliceFiles(job: SpliceJob, onProgress: () => void): Promise<SpliceResult> {
  const opened: OpenFrames[] = [];
  try {
    for (const path of [job.basePath, job.oursPath, job.theirsPath]) {
      opened.push(await openFrames(path));
      onProgress();
    }
    const [base, ours, theirs] = opened as [OpenFrames, OpenFrames, OpenFrames];
    const segments = planSplice(base.source, ours.source, theirs.source);
    onProgress();
    if (typeof segments === 'string') return { refusal: segments };
    return { digest: await write(job, { base, ours, theirs }, segments, onProgress), segments };
  } finally {
    for (const file of opened) file.close();
  }
}

async function write(
  { outputPath, flacPath }: SpliceJob,
  files: Record<SpliceSegment['from'], OpenFrames>,
  segments: readonly SpliceSegment[],
  onProgress: () => void,
): Promise<string> {
  const frames = segments.reduce((sum, segment) => sum + segment.frames, 0);
  const output = await open(outputPath, files.base, frames, flacPath);
  let isDone = false;
  try {
    for (const { from, startFrame, frames: count } of segments) {
      for (let at = 0; at < count; at += WINDOW) {
        // Bytes, and not the numbers that were compared: a copy is exact whatever is in them.
        output.append(await readFrames(files[from], startFrame + at, Math.min(WINDOW, count - at)));
        onProgress();
      }
    }
    const digest = output.finish();
    isDone = true;
    return digest;
  } finally {
    output.close();
    if (!isDone) rmSync(outputPath, { force: true });
  }
}

async function open(path: string, base: OpenFrames, frames: number, flacPath: string | null): Promise<SplicedFile> {
  const { facts, channelMask } = base.reader;
  if (flacPath === null || !isFlacShape(facts)) return new SplicedPcm(path, facts, frames, channelMask);
  return openSplicedFlac(path, facts, frames, { path: flacPath, frames: facts.frames });
}

function readFrames({ reader }: OpenFrames, startFrame: number, frameCount: number): Promise<Uint8Array> {
  if (!reader.readFrames) throw new Error('The frames of this file have no fixed place.');
  return reader.readFrames(startFrame, frameCount);
}
