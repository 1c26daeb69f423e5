import { z } from 'zod';
import { branchName, ref } from './branch.ts';
import { instant, uuid } from './id.ts';
import { pageInput } from './page.ts';

const namedBranch = z.object({ repositoryId: uuid, name: z.string().min(1).max(255) });

export const renameBranchInput = namedBranch.extend({ newName: branchName });

/** `expectedHead` guards against deleting what somebody has just pushed. */
export const deleteBranchInput = namedBranch.extend({ expectedHead: uuid.optional() });

/** What is needed to bring a deleted branch back: `branch.create` with this name, from this commit. */
export const deletedBranchResponse = z.object({ name: z.string(), headCommitId: uuid });

export const resetBranchInput = namedBranch.extend({ to: ref, expectedHead: uuid });

/** A protected branch is moved by admins alone, and by merges alone. */
export const protectBranchInput = namedBranch.extend({ isProtected: z.boolean() });

/** The moves of one branch, or of all branches, newest first. */
export const listBranchMovesInput = pageInput.extend({ repositoryId: uuid, name: z.string().max(255).optional() });

/** One move of a branch: null `fromCommitId` when it began, null `toCommitId` when it ended. */
export const branchMoveResponse = z.object({
  id: z.string(),
  branchName: z.string(),
  fromCommitId: uuid.nullable(),
  toCommitId: uuid.nullable(),
  /** The messages of these two versions. */
  fromMessage: z.string().nullable(),
  toMessage: z.string().nullable(),
  actorName: z.string(),
  reason: z.string(),
  createdAt: instant,
});

export type RenameBranchInput = z.infer<typeof renameBranchInput>;
export type DeleteBranchInput = z.infer<typeof deleteBranchInput>;
export type DeletedBranchResponse = z.infer<typeof deletedBranchResponse>;
export type ResetBranchInput = z.infer<typeof resetBranchInput>;
export type ProtectBranchInput = z.infer<typeof protectBranchInput>;
export type ListBranchMovesInput = z.infer<typeof listBranchMovesInput>;
export type BranchMoveResponse = z.infer<typeof branchMoveResponse>;
