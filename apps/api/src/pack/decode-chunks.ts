import { createHash } from 'node:crypto';
import { type ChunkCodec, ChunkDamaged, openChunkCodec } from '@beatflow/audio/chunks';
import type { EncodedChunk } from './encoded-chunk.ts';

let codecOfThread: Promise<ChunkCodec> | undefined;

/** Decodes chunks; null for each whose bytes are not what its digest says. Blocks its thread. */
export async function decodeChunks(chunks: readonly EncodedChunk[]): Promise<(Uint8Array | null)[]> {
  codecOfThread ??= openChunkCodec();
  const codec = await codecOfThread;
  return chunks.map((chunk) => {
    try {
      const bytes = codec.decode(chunk, chunk.size);
      return createHash('sha256').update(bytes).digest('hex') === chunk.digest ? bytes : null;
    } catch (err) {
      if (err instanceof ChunkDamaged) return null;
      throw err;
    }
  });
}
