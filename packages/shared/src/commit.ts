import { z } from 'zod';
import { bpm } from './bpm.ts';
import { branchName, ref } from './branch.ts';
import { generationParams } from './generation-params.ts';
import { instant, sha256, uuid } from './id.ts';
import { keySignature } from './key-signature.ts';
import { pageInput } from './page.ts';
import { MAX_STEMS, stemCreate, stemResponse } from './stem.ts';
import { stemType } from './stem-type.ts';

export const commitMessage = z.string().trim().max(500, 'A message has at most 500 characters.');

export const commitBase = z.object({
  message: commitMessage.optional(),
  bpm: bpm.nullish(),
  keySignature: keySignature.nullish(),
  generationParams: generationParams.nullish(),
});

/**
 * A commit that was made without the server: when, and the digest that it must have. Its author is the caller. Each stem
 * names its track, and a track that the repository does not know begins with it.
 */
export const offlineCommit = z.object({
  createdAt: instant
    .refine((at) => at >= '2000-01-01', 'A version is made after the year 2000.')
    .refine(isNotAhead, 'This version says that it was made in the future. Is the clock of your computer right?'),
  digest: sha256,
});

/** Clocks are never quite right, and some are in another time zone than they think. */
const MAX_AHEAD_MS = 24 * 3_600_000;

function isNotAhead(at: string): boolean {
  return Date.parse(at) <= Date.now() + MAX_AHEAD_MS;
}

/** A new version: `expectedHead` is the commit that the caller saw at the branch's head, null for the first. */
export const commitCreate = commitBase.extend({
  repositoryId: uuid,
  branch: branchName,
  expectedHead: uuid.nullable(),
  offline: offlineCommit.optional(),
  stems: z
    .array(stemCreate)
    .max(MAX_STEMS, `A version has at most ${MAX_STEMS} stems.`)
    .refine(hasUniqueNames, 'Two stems of one version may not have the same name.'),
});

function hasUniqueNames(stems: readonly { name: string }[]): boolean {
  return new Set(stems.map(({ name }) => name.toLowerCase())).size === stems.length;
}

/** A commit without its stems, as lists show it. */
export const commitSummary = z.object({
  id: uuid,
  digest: sha256,
  repositoryId: uuid,
  parentCommitId: uuid.nullable(),
  mergeParentCommitId: uuid.nullable(),
  authorId: uuid.nullable(),
  authorName: z.string(),
  message: z.string(),
  bpm: z.number().nullable(),
  keySignature: z.string().nullable(),
  renderUrl: z.string().nullable(),
  generationParams: generationParams.nullable(),
  createdAt: instant,
});

export const commitResponse = commitSummary.extend({ stems: z.array(stemResponse) });

/** A commit as the log shows it: with its stems where they were asked for. */
export const loggedCommit = commitSummary.extend({ stems: z.array(stemResponse).optional() });

export const getCommitInput = z.object({ repositoryId: uuid, ref });

/** What a log may be narrowed to; a version has to fit every filter that is given. */
export const commitFilter = z.object({
  /** A part of its author's name. */
  author: z.string().trim().max(255).optional(),
  /** Words of its message. */
  text: z.string().trim().max(200).optional(),
  /** Made at this instant or later. */
  from: instant.optional(),
  /** Made before this instant. */
  to: instant.optional(),
  /** A part of the name of a track that changed in it: came, went, sounds or is mixed otherwise than in the parent. */
  track: z.string().trim().max(255).optional(),
  /** The type of a track that changed in it. */
  stemType: stemType.optional(),
  minBpm: z.number().min(0).max(1000).optional(),
  maxBpm: z.number().min(0).max(1000).optional(),
  keySignature: keySignature.optional(),
});

/**
 * The log, newest first: everything that `ref` (the default branch when absent) can reach; with `all`, everything that
 * any branch or tag can reach. With `withStems`, each version comes with its stems.
 */
export const listCommitsInput = pageInput
  .extend({ repositoryId: uuid, ref: ref.optional(), all: z.boolean().optional(), withStems: z.boolean().optional() })
  .extend(commitFilter.shape);

/** A commit with the repository that it is in, for lists across repositories. */
export const recentCommit = commitSummary.extend({
  repository: z.object({ ownerUsername: z.string(), name: z.string() }),
});

export type CommitFilter = z.infer<typeof commitFilter>;
export type CommitBase = z.infer<typeof commitBase>;
export type CommitCreate = z.infer<typeof commitCreate>;
export type CommitSummary = z.infer<typeof commitSummary>;
export type LoggedCommit = z.infer<typeof loggedCommit>;
export type CommitResponse = z.infer<typeof commitResponse>;
export type GetCommitInput = z.infer<typeof getCommitInput>;
export type ListCommitsInput = z.infer<typeof listCommitsInput>;
export type RecentCommit = z.infer<typeof recentCommit>;
