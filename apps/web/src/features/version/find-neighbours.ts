import type { CommitSummary } from '@beatflow/shared';

/** The versions before and after one: its first parent, and the commit in the log that continues it. */
export function findNeighbours(
  commit: Pick<CommitSummary, 'id' | 'parentCommitId'>,
  log: readonly Pick<CommitSummary, 'id' | 'parentCommitId' | 'mergeParentCommitId'>[],
): { previousId: string | null; nextId: string | null } {
  // The newest first: of several that continue it, the one on the branch itself comes before a merged one.
  const next =
    log.find(({ parentCommitId }) => parentCommitId === commit.id) ??
    log.find(({ mergeParentCommitId }) => mergeParentCommitId === commit.id);
  return { previousId: commit.parentCommitId, nextId: next?.id ?? null };
}
