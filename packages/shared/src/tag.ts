import { z } from 'zod';
import { branchName, ref } from './branch.ts';
import { instant, uuid } from './id.ts';
import { pageInput } from './page.ts';

/** A tag is named by the same rules as a branch. */
export const tagName = branchName;

export const tagResponse = z.object({
  id: uuid,
  repositoryId: uuid,
  name: z.string(),
  commitId: uuid,
  message: z.string().nullable(),
  authorName: z.string(),
  createdAt: instant,
});

export const createTagInput = z.object({
  repositoryId: uuid,
  name: tagName,
  /** The version that the tag names for ever. */
  at: ref,
  message: z.string().trim().max(500, 'A message has at most 500 characters.').optional(),
});

export const listTagsInput = pageInput.extend({ repositoryId: uuid });

export const deleteTagInput = z.object({ repositoryId: uuid, name: z.string().min(1).max(255) });

export type TagResponse = z.infer<typeof tagResponse>;
export type CreateTagInput = z.infer<typeof createTagInput>;
export type ListTagsInput = z.infer<typeof listTagsInput>;
export type DeleteTagInput = z.infer<typeof deleteTagInput>;
