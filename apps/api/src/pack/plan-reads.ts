import type { ChunkPlace } from './chunk-place.ts';

/** Where in which pack a chunk lies. */
type InPack = Pick<ChunkPlace, 'packDigest' | 'offset' | 'storedSize'>;

/** One read of a pack, and the chunks that are in what it gives. */
export interface PackRead<Place extends InPack = ChunkPlace> {
  packDigest: string;
  offset: number;
  length: number;
  chunks: Place[];
}

/** Reading over a gap this long costs less than a second read. */
const maxGapBytes = 64 * 1024;
const maxReadBytes = 4 * 2 ** 20;

/** Turns chunks into few reads: those that lie behind each other in one pack are read together. */
export function planReads<Place extends InPack>(chunks: readonly Place[]): PackRead<Place>[] {
  const reads: PackRead<Place>[] = [];
  for (const chunk of chunks) {
    const last = reads.at(-1);
    const gap = last ? chunk.offset - (last.offset + last.length) : 0;
    const end = chunk.offset + chunk.storedSize;
    const isNext = last?.packDigest === chunk.packDigest && gap >= 0 && gap <= maxGapBytes;
    if (last && isNext && end - last.offset <= maxReadBytes) {
      last.length = end - last.offset;
      last.chunks.push(chunk);
    } else {
      const { packDigest, offset, storedSize } = chunk;
      reads.push({ packDigest, offset, length: storedSize, chunks: [chunk] });
    }
  }
  return reads;
}
