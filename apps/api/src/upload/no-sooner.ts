import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than it takes to look up as many chunks as songs have. */
const leastMs = 50;
/** Longer lists take longer, whether somebody has their chunks or nobody. */
const chunksInLeast = 500;
const msPerChunk = 0.05;

/**
 * Does something that looks up so many chunks, and answers or refuses no sooner than that may take: how long it takes must not
 * tell what others have.
 */
export async function noSooner<Result>(chunks: number, task: () => Promise<Result>): Promise<Result> {
  const wait = sleep(leastMs + Math.max(0, chunks - chunksInLeast) * msPerChunk);
  try {
    return await task();
  } finally {
    await wait;
  }
}
