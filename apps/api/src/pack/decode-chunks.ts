import { createHash } from 'node:crypto';
import { type ChunkCodec, openChunkCodec } from '@beatflow/audio/chunks';
import type { ChunkToDecode } from './encoded-chunk.ts';

let codecOfThread: Promise<ChunkCodec> | undefined;

/** Decodes chunks; null for each whose bytes are not what its digest says. Blocks its thread. */
export async function decodeChunks(chunks: readonly ChunkToDecode[]): Promise<(Uint8Array | null)[]> {
  const decoded: (Uint8Array | null)[] = [];
  for (const chunk of chunks) decoded.push(await decodeChunk(chunk));
  return decoded;
}

async function decodeChunk(chunk: ChunkToDecode): Promise<Uint8Array | null> {
  codecOfThread ??= openChunkCodec();
  const codec = await codecOfThread;
  try {
    const bytes = codec.decode(chunk, chunk.size, chunk.into);
    return createHash('sha256').update(bytes).digest('hex') === chunk.digest ? bytes : null;
  } catch {
    // Whatever a decoder stumbles over, it is wrong bytes; and it may not be of use any more.
    codecOfThread = undefined;
    return null;
  }
}
