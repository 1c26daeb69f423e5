import { BranchModel, type BranchMoveReason, type CommitModel } from '@beatflow/db';
import type { Transaction } from 'sequelize';
import type { Caller } from '../access/caller.ts';
import type { LockedBranch } from './lock-branch.ts';
import { recordMove } from './record-move.ts';

interface Move {
  to: CommitModel;
  actor: Caller;
  reason: BranchMoveReason;
}

/** Lets a locked branch, or the first one of its repository, point at a commit, and keeps a record of the move. */
export async function moveBranch(
  { repository, name, branch, head }: LockedBranch,
  { to, actor, reason }: Move,
  transaction: Transaction,
): Promise<void> {
  const repoId = repository.id;
  if (branch) await branch.update({ headCommitId: to.id }, { transaction });
  else await BranchModel.create({ repoId, name, headCommitId: to.id }, { transaction });
  await recordMove(
    {
      repoId,
      branchName: name,
      fromCommitId: head?.id ?? null,
      toCommitId: to.id,
      reason: branch ? reason : 'create',
    },
    actor,
    transaction,
  );
  // Whatever the first branch is called, it is what visitors should see. The new time lists the repository first.
  repository.changed('updatedAt', true);
  await repository.update({ updatedAt: new Date(), ...(branch ? {} : { defaultBranch: name }) }, { transaction });
}
