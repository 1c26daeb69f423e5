import { z } from 'zod';
import { instant, uuid } from './id.ts';
import { keySignature } from './key-signature.ts';
import { pageInput } from './page.ts';

/** A repository's name: 1–100 of `A-Za-z0-9._-`, but not `.` or `..`. */
export const repositoryName = z
  .string()
  .min(1, 'A repository needs a name.')
  .max(100, 'A repository name has at most 100 characters.')
  .regex(/^[A-Za-z0-9._-]+$/, 'A repository name is made of letters, digits, dots, hyphens and underscores.')
  .refine((name) => name !== '.' && name !== '..', 'A repository needs a name other than dots.');

export const description = z.string().trim().max(2000, 'A description has at most 2000 characters.');

export const genre = z.string().trim().max(100, 'A genre has at most 100 characters.');

export const repositoryBase = z.object({
  name: repositoryName,
  description: description.nullish(),
  isPublic: z.boolean(),
  genre: genre.nullish(),
});

/** A repository is private unless it is said otherwise. */
export const repositoryCreate = repositoryBase.extend({ isPublic: z.boolean().default(false) });

/** What a caller may do in a repository, from least to most. */
export const repositoryRoles = ['reader', 'writer', 'admin', 'owner'] as const;

export const repositoryRole = z.enum(repositoryRoles);

export const repositoryResponse = z.object({
  id: uuid,
  ownerId: uuid,
  ownerUsername: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  isPublic: z.boolean(),
  genre: z.string().nullable(),
  defaultBranch: z.string(),
  forkedFromId: uuid.nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** What the caller may do here; null for a visitor of a public repository. */
  role: repositoryRole.nullable(),
  /** The newest version on the default branch; null while there is none. */
  head: z
    .object({
      id: uuid,
      message: z.string(),
      authorName: z.string(),
      bpm: z.number().nullable(),
      keySignature: z.string().nullable(),
      createdAt: instant,
      stemCount: z.number().int(),
      /** Seconds of the longest stem. */
      duration: z.number(),
    })
    .nullable(),
});

export const getRepositoryInput = z.object({ owner: z.string().max(255), name: z.string().max(255) });

/**
 * Which repositories to list, newest change first: `mine` are those that the caller owns or collaborates on,
 * `public` are everybody's public ones; `owner` narrows either to one user's.
 */
export const listRepositoriesInput = pageInput.extend({
  scope: z.enum(['mine', 'public']).default('public'),
  owner: z.string().max(255).optional(),
  /** Words to find in name, owner or description. */
  query: z.string().trim().max(200).optional(),
  genre: genre.optional(),
  minBpm: z.number().min(0).max(1000).optional(),
  maxBpm: z.number().min(0).max(1000).optional(),
  keySignature: keySignature.optional(),
});

export const updateRepositoryInput = z.object({
  repositoryId: uuid,
  name: repositoryName.optional(),
  description: description.nullish(),
  isPublic: z.boolean().optional(),
  genre: genre.nullish(),
  defaultBranch: z.string().max(255).optional(),
});

/** Deleting takes the repository's name, typed, so that nobody deletes by a slip. */
export const deleteRepositoryInput = z.object({ repositoryId: uuid, confirmName: z.string().max(255) });

export const repositoryIdInput = z.object({ repositoryId: uuid });

export type RepositoryBase = z.infer<typeof repositoryBase>;
export type RepositoryCreate = z.infer<typeof repositoryCreate>;
export type RepositoryRole = z.infer<typeof repositoryRole>;
export type RepositoryResponse = z.infer<typeof repositoryResponse>;
export type GetRepositoryInput = z.infer<typeof getRepositoryInput>;
export type ListRepositoriesInput = z.infer<typeof listRepositoriesInput>;
export type UpdateRepositoryInput = z.infer<typeof updateRepositoryInput>;
export type DeleteRepositoryInput = z.infer<typeof deleteRepositoryInput>;
export type RepositoryIdInput = z.infer<typeof repositoryIdInput>;
