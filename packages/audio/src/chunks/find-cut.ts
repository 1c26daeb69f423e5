/** Raw bytes of a chunk: at least, what is aimed at, and at most. The last chunk of a stretch may be shorter. */
export const minChunkBytes = 64 * 1024;
export const averageChunkBytes = 128 * 1024;
export const maxChunkBytes = 512 * 1024;

/** So many frames before a place decide whether it is a cut: each shifts the hash by one of its 32 bits. */
const windowFrames = 32;

const oddA = 0x9e3779b1;
const oddB = 0x85ebca77;

/**
 * Finds where the chunk that begins at `start` ends, by content: a gear hash (FastCDC: Xia et al., 2016) that steps by
 * whole frames, so that a cut never splits one and its place depends on nothing but the last 32 frames. Looks no
 * further than `end`, and answers `end` when nothing before it is a cut; so `end` is the end of the stretch, or at least
 * `maxChunkBytes` away.
 */
export function findCut(view: DataView, start: number, end: number, frameBytes: number): number {
  const max = start + Math.max(frameBytes, maxChunkBytes - (maxChunkBytes % frameBytes));
  const limit = Math.min(end, max);
  const skipped = minChunkBytes - (minChunkBytes % frameBytes) - windowFrames * frameBytes;
  const first = start + Math.max(0, skipped);
  if (first >= limit) return limit;
  // The hash is below this for one place in so many that the average comes out.
  const threshold = 2 ** 32 / Math.max(1, (averageChunkBytes - minChunkBytes) / frameBytes);
  return frameBytes < 4
    ? findCutInBytes(view, first, limit, frameBytes, threshold)
    : findCutInWords(view, first, limit, frameBytes, threshold);
}

function findCutInWords(view: DataView, first: number, limit: number, frameBytes: number, threshold: number): number {
  const warm = first + windowFrames * frameBytes;
  // The last word of a frame overlaps the one before it where four does not divide the frame.
  const lastWord = frameBytes - 4;
  let hash = 0;
  for (let at = first; at + frameBytes <= limit; ) {
    let mixed = Math.imul(view.getUint32(at, true), oddA);
    for (let word = 4; word < lastWord; word += 4) {
      mixed = Math.imul((mixed >>> 15) ^ mixed ^ view.getUint32(at + word, true), oddB);
    }
    if (lastWord > 0) mixed = Math.imul((mixed >>> 15) ^ mixed ^ view.getUint32(at + lastWord, true), oddB);
    hash = ((hash << 1) + mixed) | 0;
    at += frameBytes;
    if (hash >>> 0 < threshold && at >= warm) return at;
  }
  return limit;
}

function findCutInBytes(view: DataView, first: number, limit: number, frameBytes: number, threshold: number): number {
  const warm = first + windowFrames * frameBytes;
  let hash = 0;
  for (let at = first; at + frameBytes <= limit; ) {
    let value = view.getUint8(at);
    for (let byte = 1; byte < frameBytes; byte++) value |= view.getUint8(at + byte) << (8 * byte);
    let mixed = Math.imul(value + 1, oddA);
    mixed = Math.imul((mixed >>> 15) ^ mixed, oddB);
    hash = ((hash << 1) + mixed) | 0;
    at += frameBytes;
    if (hash >>> 0 < threshold && at >= warm) return at;
  }
  return limit;
}
