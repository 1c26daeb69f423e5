import { createHash } from 'node:crypto';
import { readChunks, readFileLayout } from '@beatflow/audio/chunks';
import { FileSource, type LocalFile } from '../ingest/file-source.ts';

/** Cuts a file; see packages/audio. */
export interface CutJob {
  file: LocalFile;
}

/** A chunk of a file: which bytes it is, and their SHA-256. */
export interface CutChunk {
  startByte: number;
  size: number;
  digest: string;
}

export interface CutResult {
  chunks: CutChunk[];
  /** SHA-256 of the whole file. */
  digest: string;
}

/** Tells which chunks a file is made of. Blocks its thread. */
export async function cutFile({ file }: CutJob, onProgress: () => void): Promise<CutResult> {
  const source = new FileSource(file);
  try {
    const chunks: CutChunk[] = [];
    const whole = createHash('sha256');
    const onBytes = (bytes: Uint8Array) => void whole.update(bytes);
    for await (const { offset, length, bytes } of readChunks(source, await readFileLayout(source), onBytes)) {
      const digest = createHash('sha256').update(bytes).digest('hex');
      chunks.push({ startByte: offset, size: length, digest });
      onProgress();
    }
    return { chunks, digest: whole.digest('hex') };
  } finally {
    source.close();
  }
}
