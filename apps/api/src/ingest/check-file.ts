import { createHash } from 'node:crypto';
import { type AudioLimits, digestPcm, type PcmDigest } from '@beatflow/audio';
import { createNodeHasher } from './create-node-hasher.ts';
import { FileSource, type LocalFile } from './file-source.ts';

/** Tells what a file of plain PCM is, from its header and its bytes alone. */
export interface CheckJob {
  file: LocalFile;
  limits: AudioLimits;
}

/** Null for files whose sound has to be decoded before one can tell. */
export type CheckResult = PcmDigest | null;

/** Reads a file of plain PCM. Blocks its thread. */
export async function checkFile({ file, limits }: CheckJob, onProgress: () => void): Promise<CheckResult> {
  const source = new FileSource(file);
  try {
    return await digestPcm(source, {
      limits,
      createHasher: createNodeHasher,
      digestRange: (offset, length) => digestRange(source, offset, offset + length, onProgress),
      onBlock: onProgress,
    });
  } finally {
    source.close();
  }
}

/** Reads a file that is to be named by its digest. */
export interface DigestJob {
  file: LocalFile;
}

const readBytes = 1024 * 1024;

/** The SHA-256 of a file. Blocks its thread. */
export function digestFile({ file }: DigestJob, onProgress: () => void): { digest: string } {
  const source = new FileSource(file);
  try {
    return { digest: digestSource(source, onProgress) };
  } finally {
    source.close();
  }
}

/** The SHA-256 of what can be read. */
export function digestSource(source: FileSource, onProgress: () => void): string {
  return digestRange(source, 0, source.size, onProgress);
}

function digestRange(source: FileSource, start: number, end: number, onProgress: () => void): string {
  const hash = createHash('sha256');
  const bytes = Buffer.allocUnsafeSlow(Math.min(readBytes, end - start));
  for (let at = start; at < end; ) {
    const count = source.readInto(bytes.subarray(0, Math.min(bytes.length, end - at)), at);
    if (count === 0) break;
    hash.update(bytes.subarray(0, count));
    at += count;
    onProgress();
  }
  return hash.digest('hex');
}
