import { type UnpackJob, unpack } from './unpack.ts';

/** Jobs that several threads do: each takes the next one, until none is left. */
export interface SharedJobs {
  jobs: readonly UnpackJob[];
  /** How many have been taken. */
  taken: Int32Array;
}

/** Does jobs, together with others that do the same. Answers the digests of what is damaged. */
export async function takeJobs({ jobs, taken }: SharedJobs): Promise<string[]> {
  const damaged: string[] = [];
  for (let at = Atomics.add(taken, 0, 1); at < jobs.length; at = Atomics.add(taken, 0, 1)) {
    damaged.push(...(await unpack(jobs[at]!)));
  }
  return damaged;
}
