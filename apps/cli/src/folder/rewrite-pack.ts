import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { SentChunk } from '@beatflow/shared';
import type { ChunkPlace } from './chunk-place.ts';

/**
 * Writes a pack with some chunks of another, as they are kept there. Answers where each is now, by the place where it was.
 * The new pack is there as a whole or not at all.
 */
export async function rewritePack(
  from: string,
  chunks: readonly ChunkPlace[],
  to: string,
): Promise<Map<number, ChunkPlace>> {
  const temporary = `${to}.tmp`;
  const source = await open(from, 'r');
  try {
    const target = await open(temporary, 'wx');
    let moved: Map<number, ChunkPlace>;
    try {
      moved = await copyChunks(source, chunks, target);
    } finally {
      await target.close();
    }
    await rename(temporary, to);
    return new Map([...moved].map(([offset, place]) => [offset, { ...place, path: to }]));
  } finally {
    await source.close();
    await rm(temporary, { force: true });
  }
}

async function copyChunks(
  source: FileHandle,
  chunks: readonly ChunkPlace[],
  target: FileHandle,
): Promise<Map<number, ChunkPlace>> {
  const named = chunks.map(({ digest, size, storedSize, encoding, version }): SentChunk => {
    return [digest, size, storedSize, encoding, version];
  });
  const text = Buffer.from(JSON.stringify({ chunks: named }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  await target.writeFile(Buffer.concat([length, text]));
  const moved = new Map<number, ChunkPlace>();
  let offset = length.length + text.length;
  for (const chunk of chunks) {
    const { buffer, bytesRead } = await source.read(
      Buffer.allocUnsafe(chunk.storedSize),
      0,
      chunk.storedSize,
      chunk.offset,
    );
    if (bytesRead < chunk.storedSize) throw new Error(`${chunk.path} ended while it was being read.`);
    await target.writeFile(buffer);
    moved.set(chunk.offset, { ...chunk, offset });
    offset += chunk.storedSize;
  }
  return moved;
}
