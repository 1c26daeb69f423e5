import { type UnpackJob, unpack } from './unpack.ts';

/** A job that several threads know of: the first that claims it does it. */
export interface SharedJob {
  job: UnpackJob;
  /** Its place among the claims. */
  index: number;
  claims: Int32Array;
}

/** Does a job that nobody else does. Answers the digests of what is damaged. */
export async function takeJob({ job, index, claims }: SharedJob): Promise<string[]> {
  return Atomics.exchange(claims, index, 1) === 0 ? unpack(job) : [];
}
