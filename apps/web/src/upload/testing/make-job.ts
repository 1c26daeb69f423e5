import type { UploadJob } from '../upload-file.ts';
import { digestOf } from './digest-of.ts';

/** A file of so many chunks; a mebibyte each travels in a request of its own at first. */
export function makeJob(name: string, chunks = 1, chunkBytes = 1024 * 1024): UploadJob {
  const texts = Array.from({ length: chunks }, (_, i) => `${name}${i} `.padEnd(chunkBytes, '.'));
  return {
    digest: name,
    file: new Blob(texts),
    chunks: texts.map((text, i) => ({ offset: i * chunkBytes, length: chunkBytes, digest: digestOf(text) })),
  };
}
