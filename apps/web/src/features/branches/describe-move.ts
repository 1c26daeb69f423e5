import { commitTitle } from '../../components/commit-title.ts';
import type { ShownMove } from './read-moves.ts';

/** What somebody did to a branch, to stand after their name: “pushed ‘Louder’ to main”. */
export function describeMove(move: ShownMove): string {
  const { branchName: branch, reason, fromCommitId, toCommitId, renamedFrom } = move;
  const to = `“${commitTitle({ message: move.toMessage ?? '' })}”`;
  if (renamedFrom !== undefined) return `renamed ${renamedFrom} to ${branch}`;
  if (toCommitId === null) return reason === 'rename' ? `gave ${branch} another name` : `deleted ${branch}`;
  if (reason === 'fork') return `brought ${branch} along with the fork`;
  if (fromCommitId === null) return `began ${branch} at ${to}`;
  switch (reason) {
    case 'reset':
      return `put ${branch} at ${to}`;
    case 'merge':
      return `merged into ${branch}: ${to}`;
    case 'revert':
      return `undid a version on ${branch}: ${to}`;
    case 'cherry-pick':
      return `brought single changes to ${branch}: ${to}`;
    case 'restore':
      return `restored an old version on ${branch}: ${to}`;
    default:
      return `pushed ${to} to ${branch}`;
  }
}
