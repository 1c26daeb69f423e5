import { BeatflowError, type ChunkName, chunkList } from '@beatflow/shared';
import { readChunkFrames } from './chunk-frames.ts';
import type { SentChunks } from './gather-chunks.ts';

/** A file's chunks, and those of them that came along. */
export interface SealBody {
  chunks: ChunkName[];
  sent: SentChunks;
}

/**
 * Reads the body of a seal that brings chunks along: the length of the list as four bytes, the lowest first, the list as JSON, and then the
 * chunks as `readChunkFrames` has them.
 */
export function readSealBody(body: Buffer): SealBody {
  if (body.length < 4) throw invalid('The list of chunks is cut short.');
  const end = 4 + body.readUInt32LE(0);
  if (end > body.length) throw invalid('The list of chunks is cut short.');
  const { success, data } = chunkList.safeParse(parseJson(body.subarray(4, end)));
  if (!success) throw invalid('The list of chunks does not name digests and lengths.');
  const frames = body.subarray(end);
  const framed = frames.length > 0 ? readChunkFrames(frames) : [];
  return { chunks: data.chunks, sent: { frames, chunks: new Map(framed.map((chunk) => [chunk.digest, chunk])) } };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw invalid('The list of chunks is not JSON.');
  }
}

function invalid(message: string): BeatflowError {
  return new BeatflowError('input-invalid', { field: 'body' }, message);
}
