import { viewOf } from '../byte-window.ts';
import { type ChunkLayout, type FileLayout, frameBytesOf } from './file-layout.ts';
import { findCut, maxChunkBytes } from './find-cut.ts';
import { joinParts } from './join-parts.ts';

/** A piece of a file. */
export interface Chunk {
  offset: number;
  length: number;
  layout: ChunkLayout;
  /** Its bytes; often a view of what was pushed. */
  bytes: Uint8Array;
}

/** Cuts a file into chunks while it comes in. */
export interface Chunker {
  /** Takes the next bytes and answers the chunks that are now known. The bytes must not be written to afterwards. */
  push(bytes: Uint8Array): Chunk[];
  /** The file has ended; answers the chunks that are left. */
  finish(): Chunk[];
}

/** Which version of the cutting this is: other numbers cut elsewhere, and share nothing. */
export const chunkerVersion = 1;

interface Stretch {
  end: number;
  layout: ChunkLayout;
}

/**
 * Cuts a file into chunks that together are exactly the file, in order. PCM is cut by content and between frames, so that
 * an edit changes only the chunks that it touches; what lies around it is cut by bytes. The chunks do not depend on how
 * the bytes are fed. A file that is shorter or longer than its layout says is cut all the same.
 */
export function createChunker({ pcm }: FileLayout): Chunker {
  const stretches: Stretch[] = pcm
    ? [
        { end: pcm.offset, layout: null },
        { end: pcm.offset + pcm.length, layout: pcm.shape },
        { end: Infinity, layout: null },
      ]
    : [{ end: Infinity, layout: null }];
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let offset = 0;

  function cut(isEnd: boolean): Chunk[] {
    const bytes = joinParts(waiting);
    const view = viewOf(bytes);
    const base = offset;
    const chunks: Chunk[] = [];
    while (offset - base < bytes.length) {
      const { end, layout } = stretches.find((stretch) => offset < stretch.end)!;
      const start = offset - base;
      const stop = Math.min(end - base, bytes.length);
      // Where a chunk may end is only known once its stretch ends or no chunk could be longer.
      if (!isEnd && stop === bytes.length && stop - start < maxChunkBytes && end - base > stop) break;
      const at = findCut(view, start, stop, layout ? frameBytesOf(layout) : 1);
      chunks.push({ offset, length: at - start, layout, bytes: bytes.subarray(start, at) });
      offset += at - start;
    }
    waiting = [bytes.subarray(offset - base)];
    waitingBytes = waiting[0]!.length;
    return chunks;
  }

  return {
    push(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      return waitingBytes < 2 * maxChunkBytes ? [] : cut(false);
    },
    finish: () => (waitingBytes === 0 ? [] : cut(true)),
  };
}
