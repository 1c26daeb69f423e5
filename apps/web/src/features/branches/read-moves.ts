import type { BranchMoveResponse } from '@beatflow/shared';

/** A move as a person sees it: a rename is one thing, though on record a name ends and another begins. */
export interface ShownMove extends BranchMoveResponse {
  renamedFrom?: string;
}

/** Puts the two halves of each rename together; moves come newest first. */
export function readMoves(moves: readonly BranchMoveResponse[]): ShownMove[] {
  const shown: ShownMove[] = [];
  for (let index = 0; index < moves.length; index++) {
    const move = moves[index]!;
    const before = moves[index + 1];
    if (before && isRename(before, move)) {
      shown.push({ ...move, renamedFrom: before.branchName });
      index++;
    } else shown.push(move);
  }
  return shown;
}

function isRename(ended: BranchMoveResponse, began: BranchMoveResponse): boolean {
  return (
    ended.reason === 'rename' &&
    began.reason === 'rename' &&
    ended.toCommitId === null &&
    began.fromCommitId === null &&
    ended.fromCommitId === began.toCommitId &&
    ended.actorName === began.actorName
  );
}
