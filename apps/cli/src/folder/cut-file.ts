import { createHash } from 'node:crypto';
import { readChunks, readFileLayout } from '@beatflow/audio/chunks';
import type { ChunkName } from '@beatflow/shared';
import { FileSource } from './file-source.ts';

/** A file by its SHA-256, and the chunks that it is cut into. */
export interface CutFile {
  digest: string;
  chunks: ChunkName[];
}

/** Reads a file once, and cuts it on the way. */
export async function cutFile(path: string): Promise<CutFile> {
  const source = new FileSource(path);
  try {
    const whole = createHash('sha256');
    const chunks: ChunkName[] = [];
    const layout = await readFileLayout(source);
    for await (const { bytes, length } of readChunks(source, layout, (read) => whole.update(read))) {
      chunks.push([createHash('sha256').update(bytes).digest('hex'), length]);
    }
    return { digest: whole.digest('hex'), chunks };
  } finally {
    source.close();
  }
}
