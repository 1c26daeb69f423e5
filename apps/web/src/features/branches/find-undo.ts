import type { BranchResponse } from '@beatflow/shared';
import type { ShownMove } from './read-moves.ts';

/** What takes a move back. */
export type Undo =
  | { kind: 'reset'; name: string; to: string; expectedHead: string; isLatest: boolean }
  | { kind: 'create'; name: string; from: string }
  | { kind: 'delete'; name: string; expectedHead: string }
  | { kind: 'rename'; name: string; newName: string };

type Branch = Pick<BranchResponse, 'name' | 'headCommitId' | 'isDefault' | 'isProtected'>;

/** Finds the way back to before a move, as the branches stand now; null where there is none, or nothing to do. */
export function findUndo(move: ShownMove, branches: readonly Branch[]): Undo | null {
  const { branchName: name, fromCommitId, toCommitId, renamedFrom, reason } = move;
  const branch = branches.find((one) => one.name === name);
  if (toCommitId === null) return branch || fromCommitId === null ? null : { kind: 'create', name, from: fromCommitId };
  if (!branch || branch.isProtected) return null;
  const isLatest = branch.headCommitId === toCommitId;
  if (renamedFrom !== undefined) {
    return branches.some((one) => one.name === renamedFrom) ? null : { kind: 'rename', name, newName: renamedFrom };
  }
  if (fromCommitId === null) {
    const canEnd = reason === 'create' && isLatest && !branch.isDefault;
    return canEnd ? { kind: 'delete', name, expectedHead: toCommitId } : null;
  }
  if (branch.headCommitId === fromCommitId) return null;
  return { kind: 'reset', name, to: fromCommitId, expectedHead: branch.headCommitId, isLatest };
}
