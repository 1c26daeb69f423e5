import { z } from 'zod';
import { branchName } from './branch.ts';
import { uuid } from './id.ts';
import { repositoryName } from './repository.ts';

/** A full copy of the history under the caller's name; without `name` it is called as the original. */
export const forkRepositoryInput = z.object({ repositoryId: uuid, name: repositoryName.optional() });

/**
 * How a fork's default branch stands to that of what it was forked from: `ahead` are the versions that only the fork has.
 * Null where the original is gone, or out of the caller's sight.
 */
export const upstreamResponse = z
  .object({
    repositoryId: uuid,
    ownerUsername: z.string(),
    name: z.string(),
    branch: z.string(),
    ahead: z.number().int(),
    behind: z.number().int(),
  })
  .nullable();

/** Copies the versions of another repository's branch that are missing here; without `branch` its default one. */
export const fetchCommitsInput = z.object({
  repositoryId: uuid,
  fromRepositoryId: uuid,
  branch: branchName.optional(),
});

/** The commit of this repository that equals the other branch's head, to be compared and merged. */
export const fetchedCommitsResponse = z.object({ headCommitId: uuid, branch: z.string(), fetched: z.number().int() });

export type ForkRepositoryInput = z.infer<typeof forkRepositoryInput>;
export type UpstreamResponse = z.infer<typeof upstreamResponse>;
export type FetchCommitsInput = z.infer<typeof fetchCommitsInput>;
export type FetchedCommitsResponse = z.infer<typeof fetchedCommitsResponse>;
