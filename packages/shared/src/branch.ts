import { z } from 'zod';
import { instant, uuid } from './id.ts';
import { pageInput } from './page.ts';

/**
 * The name of a branch, by the rules of `git check-ref-format`: 1–255 characters, slashes between parts, none of
 * space `~ ^ : ? * [ \` or control characters, no `..`, `@{`, `//`, no part that begins with a dot or ends in `.lock`,
 * no dot or slash at the end, no hyphen at the start.
 */
export const branchName = z
  .string()
  .min(1, 'A branch needs a name.')
  .max(255, 'A branch name has at most 255 characters.')
  .refine(isRefName, 'A branch name has no spaces, no “..” and none of ~ ^ : ? * [ \\. Try hyphens: new-bass.');

function isRefName(name: string): boolean {
  if (/[\s\p{Cc}~^:?*[\\]|\.\.|@\{|\/\//u.test(name)) return false;
  if (name === '@' || name.startsWith('-') || name.startsWith('/') || /[./]$/.test(name)) return false;
  return name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
}

/** What names a version: a branch, a tag, a commit id, or at least 7 digits of a digest. */
export const ref = z.string().min(1, 'Please name a version.').max(255);

export const branchResponse = z.object({
  id: uuid,
  repositoryId: uuid,
  name: z.string(),
  headCommitId: uuid,
  isDefault: z.boolean(),
  /** Moved by admins alone, and by merges alone. */
  isProtected: z.boolean(),
  /** What its newest version is; lists say it. */
  head: z.object({ message: z.string(), authorName: z.string(), createdAt: instant }).optional(),
  createdAt: instant,
  updatedAt: instant,
});

export const createBranchInput = z.object({ repositoryId: uuid, name: branchName, from: ref });

export const listBranchesInput = pageInput.extend({ repositoryId: uuid });

/** How every branch stands to one version: the head of the default branch, unless `against` names another. */
export const listStandingsInput = listBranchesInput.extend({ against: ref.optional() });

export const branchStanding = z.object({
  name: z.string(),
  headCommitId: uuid,
  /** Versions that the branch has and the other lacks. */
  ahead: z.number().int(),
  /** The other way round; none means that the branch has all of it. */
  behind: z.number().int(),
});

export type BranchStanding = z.infer<typeof branchStanding>;
export type ListStandingsInput = z.infer<typeof listStandingsInput>;
export type BranchResponse = z.infer<typeof branchResponse>;
export type CreateBranchInput = z.infer<typeof createBranchInput>;
export type ListBranchesInput = z.infer<typeof listBranchesInput>;
