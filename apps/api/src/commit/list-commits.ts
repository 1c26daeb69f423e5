import { BranchModel, CommitModel } from '@beatflow/db';
import type { CommitSummary, ListCommitsInput, Page } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { type AccessibleRepository, requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { invalidCursor } from '../paging/cursor.ts';
import { formatFrontierCursor, formatOrderCursor, parseLogCursor } from './log-cursor.ts';
import { isSearch, searchLog } from './search-log.ts';
import { toCommitSummary } from './to-commit.ts';
import { type LogEntry, walkLog } from './walk-log.ts';

/**
 * The log: everything that a ref reaches, or that any does, newest first, narrowed by filters. A page goes on where the
 * last one ended, also when the branch has moved meanwhile.
 */
export async function listCommits(ctx: Context, input: ListCommitsInput): Promise<Page<CommitSummary>> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  if (isSearch(input)) {
    const { entries, nextCursor } = await searchLog(ctx.services, input, () => findHead(repository, input.ref));
    return { items: await readSummaries(entries), nextCursor };
  }
  const place = parseLogCursor(input.cursor);
  const head = place?.head ?? (await findHead(repository, input.ref));
  if (head === null) return { items: [], nextCursor: null };
  const walk = { repositoryId: repository.id, count: input.limit + 1 };
  const { sequelize } = ctx.services.database;
  if (place && 'digest' in place) {
    const entries = await walkLog(sequelize, { ...walk, starts: [head], after: place });
    const shown = entries.slice(0, input.limit);
    const last = entries.length > input.limit ? shown.at(-1) : undefined;
    return { items: await readSummaries(shown), nextCursor: last ? formatOrderCursor(head, last) : null };
  }
  const starts = place?.frontier ?? [head];
  const entries = await walkLog(sequelize, { ...walk, starts });
  // Only a cursor that nobody was given names no commit of this repository.
  if (entries.length === 0) throw invalidCursor();
  const shown = entries.slice(0, input.limit);
  return { items: await readSummaries(shown), nextCursor: toNextCursor(head, starts, shown) };
}

/** Where the log begins; null in a repository that has no version yet. */
async function findHead(repository: AccessibleRepository, ref: string | undefined): Promise<string | null> {
  if (ref !== undefined) return (await resolveRef(repository, ref)).id;
  const branch = await BranchModel.findOne({ where: { repoId: repository.id, name: repository.defaultBranch } });
  return branch?.headCommitId ?? null;
}

async function readSummaries(entries: readonly { id: string }[]): Promise<CommitSummary[]> {
  const commits = await CommitModel.findAll({ where: { id: entries.map(({ id }) => id) } });
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  return entries.flatMap(({ id }) => byId.get(id) ?? []).map(toCommitSummary);
}

// The log goes on at what was reached and not shown.
function toNextCursor(head: string, starts: readonly string[], entries: readonly LogEntry[]): string | null {
  const last = entries.at(-1);
  if (!last) return null;
  const reached = new Set(starts);
  for (const { parentCommitId, mergeParentCommitId } of entries) {
    if (parentCommitId) reached.add(parentCommitId);
    if (mergeParentCommitId) reached.add(mergeParentCommitId);
  }
  for (const { id } of entries) reached.delete(id);
  return reached.size === 0 ? null : (formatFrontierCursor(head, [...reached]) ?? formatOrderCursor(head, last));
}
