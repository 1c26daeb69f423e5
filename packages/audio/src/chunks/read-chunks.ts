import { truncated } from '../audio-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { type Chunk, createChunker } from './create-chunker.ts';
import type { FileLayout } from './file-layout.ts';

const readBytes = 2 * 1024 * 1024;

/** Reads a source from front to back and cuts it; `onBytes` sees all bytes in order, to hash the whole. */
export async function* readChunks(
  source: ByteSource,
  layout: FileLayout,
  onBytes?: (bytes: Uint8Array) => void,
): AsyncGenerator<Chunk> {
  const chunker = createChunker(layout);
  for (let at = 0; at < source.size; ) {
    const bytes = await source.read(at, Math.min(readBytes, source.size - at));
    if (bytes.length === 0) throw truncated('This file ended while it was being read.');
    at += bytes.length;
    onBytes?.(bytes);
    yield* chunker.push(bytes);
  }
  yield* chunker.finish();
}
