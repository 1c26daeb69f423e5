import type { BranchMoveReason } from '@beatflow/db';
import { BeatflowError, type RepositoryRole } from '@beatflow/shared';
import type { LockedBranch } from './lock-branch.ts';

/** A protected branch is moved by admins alone, and by merges alone; throws `branch-protected` for all else. */
export function requireMovable({ branch }: LockedBranch, role: RepositoryRole | null, reason: BranchMoveReason): void {
  if (!branch?.isProtected) return;
  const isAdmin = role === 'owner' || role === 'admin';
  if (isAdmin && reason === 'merge') return;
  throw new BeatflowError(
    'branch-protected',
    { branch: branch.name },
    isAdmin
      ? `The branch “${branch.name}” is protected. Please push to another branch, and merge that.`
      : `The branch “${branch.name}” is protected. Please push to another branch; an admin can merge that.`,
  );
}
