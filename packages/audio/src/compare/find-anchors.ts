import type { FrameSource } from './frame-source.ts';

/** Frames that are read at a time. */
const WINDOW = 1 << 16;
/** A cut comes where the low bits of the rolling hash are zero: every 1,024 frames on average. */
const CUT_MASK = 1023;
/** The rolling hash looks back over 32 frames, so a cut needs as many behind it. */
const MIN_CHUNK = 64;

interface Chunk {
  start: number;
  frames: number;
}

/** One place where two files have equal chunks: how much later it is in the second, and how long the chunks are. */
interface LagVote {
  lag: number;
  frames: number;
}

/**
 * Finds by how much parts of one file lie later in another: cuts both where the content says so, so that an insertion
 * moves the cuts with it, and pairs the chunks that occur once in each. Answers lags (`afterStart − beforeStart`), the
 * one that most frames speak for first; ties in order of the lag. O(frames).
 */
export function findAnchorLags(before: FrameSource, after: FrameSource, limit: number): number[] {
  const earlier = cutIntoChunks(before);
  const votes = new Map<number, LagVote>();
  for (const [hash, chunk] of cutIntoChunks(after)) {
    const match = earlier.get(hash);
    if (!chunk || !match || match.frames !== chunk.frames) continue;
    const lag = chunk.start - match.start;
    const vote = votes.get(lag) ?? { lag, frames: 0 };
    vote.frames += chunk.frames;
    votes.set(lag, vote);
  }
  return [...votes.values()]
    .sort((left, right) => right.frames - left.frames || left.lag - right.lag)
    .slice(0, limit)
    .map(({ lag }) => lag);
}

/** The chunks of a file by what they hold; null for what occurs more than once. */
function cutIntoChunks(source: FrameSource): Map<string, Chunk | null> {
  const chunks = new Map<string, Chunk | null>();
  let rolling = 0;
  let low = 0;
  let high = 0;
  let start = 0;
  const cut = (end: number) => {
    const key = `${low.toString(36)}.${high.toString(36)}`;
    chunks.set(key, chunks.has(key) ? null : { start, frames: end - start });
    start = end;
    low = 0;
    high = 0;
  };
  for (let from = 0; from < source.frames; from += WINDOW) {
    const count = Math.min(WINDOW, source.frames - from);
    const values = source.read(from, count);
    const { channels } = source;
    for (let frame = 0; frame < count; frame++) {
      let mixed = 0;
      for (let at = frame * channels, end = at + channels; at < end; at++) {
        mixed = Math.imul(mixed ^ ((values[at] as number) * 2 ** 31), 0x9e3779b1);
        mixed ^= mixed >>> 15;
      }
      rolling = ((rolling << 1) + mixed) | 0;
      low = Math.imul(low ^ mixed, 0x01000193) | 0;
      high = (Math.imul(high, 0x85ebca6b) + mixed) | 0;
      const end = from + frame + 1;
      if (end - start >= MIN_CHUNK && ((rolling >>> 20) & CUT_MASK) === 0) cut(end);
    }
  }
  if (source.frames > start) cut(source.frames);
  return chunks;
}
