import { BranchMoveModel, type BranchMoveReason } from '@beatflow/db';
import type { Transaction } from 'sequelize';
import type { Caller } from '../access/caller.ts';

interface Move {
  repoId: string;
  branchName: string;
  /** Null when the branch began. */
  fromCommitId: string | null;
  /** Null when the branch ended. */
  toCommitId: string | null;
  reason: BranchMoveReason;
}

/** Keeps a record of where a branch was and where it went, who did it and why, so that it can be put back. */
export async function recordMove(move: Move, actor: Caller, transaction: Transaction): Promise<void> {
  await BranchMoveModel.create({ ...move, actorId: actor.userId, actorName: actor.username }, { transaction });
}
