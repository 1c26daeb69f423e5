import { z } from 'zod';
import { branchName } from './branch.ts';
import { uuid } from './id.ts';
import { repositoryName } from './repository.ts';

/** A full copy of the history under the caller's name; without `name` it is called as the original. */
export const forkRepositoryInput = z.object({ repositoryId: uuid, name: repositoryName.optional() });

/** How a fork's default branch stands to that of what it was forked from; null where that is gone or out of sight. */
export const upstreamResponse = z
  .object({
    repositoryId: uuid,
    ownerUsername: z.string(),
    name: z.string(),
    branch: z.string(),
    headCommitId: uuid.nullable(),
    ahead: z.number().int(),
    behind: z.number().int(),
  })
  .nullable();

/** Fetches the upstream's commits that are missing here, so that they can be compared and merged. */
export const fetchUpstreamInput = z.object({ repositoryId: uuid, branch: branchName.optional() });

/** The commit of this repository that the upstream's branch points at, now that it is here. */
export const fetchedUpstreamResponse = z.object({ headCommitId: uuid, fetchedCommits: z.number().int() });

export type ForkRepositoryInput = z.infer<typeof forkRepositoryInput>;
export type UpstreamResponse = z.infer<typeof upstreamResponse>;
export type FetchUpstreamInput = z.infer<typeof fetchUpstreamInput>;
export type FetchedUpstreamResponse = z.infer<typeof fetchedUpstreamResponse>;
