import { createHash } from 'node:crypto';
import { BeatflowError, maxChunkLength } from '@beatflow/shared';

/** Each chunk that waits is a row: whoever cuts crumbs sends them in more requests. */
const maxChunks = 4096;

/** A chunk in the body of a request. */
export interface FramedChunk {
  digest: string;
  size: number;
  /** Where in the body its bytes begin. */
  offset: number;
}

/** Reads a body of chunks: the length of each as four bytes, the lowest first, and then its bytes. */
export function readChunkFrames(body: Buffer): FramedChunk[] {
  const chunks: FramedChunk[] = [];
  for (let at = 0; at < body.length; ) {
    if (at + 4 > body.length) throw invalid('The chunks end in the middle of a length.');
    const size = body.readUInt32LE(at);
    const offset = at + 4;
    if (size === 0 || size > maxChunkLength) throw invalid(`A chunk is 1 to ${maxChunkLength} bytes long.`);
    if (offset + size > body.length) throw invalid('The last chunk is cut short.');
    if (chunks.length === maxChunks) throw invalid(`There are more than ${maxChunks} chunks in this request.`);
    const digest = createHash('sha256')
      .update(body.subarray(offset, offset + size))
      .digest('hex');
    chunks.push({ digest, size, offset });
    at = offset + size;
  }
  if (chunks.length === 0) throw invalid('There is no chunk in this request.');
  return chunks;
}

function invalid(message: string): BeatflowError {
  return new BeatflowError('input-invalid', { field: 'body' }, message);
}
