import {
  alignExactly,
  bytesPerFrame,
  bytesSource,
  type Continuation,
  type FrameSource,
  loadFrames,
  openAudio,
  type Run,
  writeWavHeader,
} from '@beatflow/audio';
import type { AudioFileModel } from '@beatflow/db';

/**
 * Which frames two stretches of WAV files share. Where they continue what both have, equal bytes are told from each other
 * as bytes: only what lies between is read as numbers.
 */
export async function alignBytes(
  file: AudioFileModel,
  before: Buffer,
  after: Buffer,
  continues: Continuation,
): Promise<Run[]> {
  const frameBytes = bytesPerFrame(file);
  const shorter = Math.min(before.length, after.length);
  const head = continues.head ? toFrames(countEqual(before, after, shorter, 'head')) : 0;
  const tail = continues.tail ? toFrames(countEqual(before, after, shorter - head * frameBytes, 'tail')) : 0;
  const [beforeFrames, afterFrames] = [toFrames(before.length), toFrames(after.length)];
  const middle = (bytes: Buffer) => bytes.subarray(head * frameBytes, bytes.length - tail * frameBytes);
  const runs = alignExactly(await readFrames(file, middle(before)), await readFrames(file, middle(after)), continues);
  return [
    { beforeStart: 0, afterStart: 0, frames: head },
    ...runs.map((run) => ({ ...run, beforeStart: run.beforeStart + head, afterStart: run.afterStart + head })),
    { beforeStart: beforeFrames - tail, afterStart: afterFrames - tail, frames: tail },
  ].filter(({ frames }) => frames > 0);

  function toFrames(bytes: number): number {
    return Math.floor(bytes / frameBytes);
  }
}

const BLOCK = 1 << 14;

/** How many bytes two buffers have in common at one end, `limit` at most. */
function countEqual(left: Buffer, right: Buffer, limit: number, end: 'head' | 'tail'): number {
  let equal = 0;
  const partOf = (bytes: Buffer, count: number) =>
    end === 'head'
      ? bytes.subarray(equal, equal + count)
      : bytes.subarray(bytes.length - equal - count, bytes.length - equal);
  for (let step = BLOCK; step >= 1; ) {
    const count = Math.min(step, limit - equal);
    if (count > 0 && partOf(left, count).equals(partOf(right, count))) equal += count;
    else step = Math.floor(Math.min(step, Math.max(count, 1)) / 2);
  }
  return equal;
}

/** Samples of a WAV file, as a file of their own. */
async function readFrames(file: AudioFileModel, bytes: Buffer): Promise<FrameSource> {
  const frames = bytes.length / bytesPerFrame(file);
  if (frames === 0)
    return { frames, channels: file.channels, sampleRate: file.sampleRate, step: 0, read: () => NOTHING };
  // An odd number of bytes wants one more behind them; to even ones it does no harm.
  return loadFrames(
    await openAudio(bytesSource(Buffer.concat([writeWavHeader(file, frames), bytes, Buffer.alloc(1)]))),
  );
}

const NOTHING = new Float32Array(0);
