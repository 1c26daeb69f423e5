import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from './failure.ts';

const waitsMs = [250, 1000, 3000];

/** Tries again, a few times and ever later, what a server that is busy or restarting could not do. */
export async function withPatience<T>(task: () => Promise<T>): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await task();
    } catch (err) {
      if (!isPassing(err)) throw err;
      await wait(waitMs);
    }
  }
  return await task();
}

function isPassing(err: unknown): boolean {
  const reason = reasonOf(err);
  // `fetch` throws a TypeError when there is no connection, or when it broke.
  return (
    reason === 'server-busy' ||
    reason === 'storage-unavailable' ||
    reason === 'upload-busy' ||
    (err instanceof TypeError && reason === null)
  );
}
