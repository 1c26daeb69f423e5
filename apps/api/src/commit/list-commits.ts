import type { ListCommitsInput, LoggedCommit, Page } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { hasConditions } from './filter-log.ts';
import { findLogStart } from './find-log-start.ts';
import { readLogged } from './read-logged.ts';
import { searchLog } from './search-log.ts';
import { walkLog } from './walk-log.ts';

/**
 * The log: everything that a ref reaches, or that any does, newest first, narrowed by filters. A page goes on where the
 * last one ended, also when the branch has moved meanwhile.
 */
export async function listCommits(ctx: Context, input: ListCommitsInput): Promise<Page<LoggedCommit>> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const { services } = ctx;
  const { repositoryId, limit, cursor, withStems } = input;
  const request = {
    repositoryId,
    limit,
    cursor,
    findStart: (head: string | null | undefined) => findLogStart(repository, input, head),
  };
  const { ids, nextCursor } = hasConditions(input)
    ? await searchLog(services, request, input)
    : await walkLog(services, request);
  return { items: await readLogged(services.database.sequelize, ids, { withStems }), nextCursor };
}
