import type { Labels, MergePreview } from './merge-types.ts';

/** Says what kind of merge it is, in words of what happens to the branch. */
export function describeKind({ kind, mergeBaseId, conflicts }: MergePreview, { ours, theirs }: Labels): string {
  if (kind === 'up-to-date') return `“${ours}” already has everything that “${theirs}” has.`;
  if (kind === 'fast-forward') {
    return `“${ours}” has nothing that “${theirs}” lacks, so it simply moves forward to it: a fast-forward.`;
  }
  const origin =
    mergeBaseId === null
      ? 'The two histories have nothing in common, so every track of both is kept.'
      : 'Both went on from a common version, so a new version is made that has the changes of both.';
  const questions = conflicts.length === 0 ? ' They do not touch the same things: there is nothing to decide.' : '';
  return origin + questions;
}
