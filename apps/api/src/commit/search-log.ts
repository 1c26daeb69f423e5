import type { CommitFilter } from '@beatflow/shared';
import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import { markReachable } from '../graph/mark-reachable.ts';
import { formatCursor, parseCursor } from '../paging/cursor.ts';
import type { Services } from '../services.ts';
import { toLogConditions } from './filter-log.ts';
import type { LogRequest, LogSlice } from './log-slice.ts';

/** Where a page ended: where the log began (null for all branches), and the last version by its place in the order. */
const place = z.tuple([z.uuid().nullable(), z.number().int(), z.string().regex(/^[0-9a-f]{64}$/)]);

/** How many rows the first look reads; each further one reads four times as many, so that few looks reach the end. */
const FIRST_LOOK = 256;

interface Entry {
  id: string;
  generation: number;
  digest: string;
}

/**
 * A page of the versions that fit a filter: in the order of the log, highest generation first, equal ones by digest. The
 * database finds what fits, the remembered graph tells what is reached.
 */
export async function searchLog(
  { database, graphs }: Pick<Services, 'database' | 'graphs'>,
  { repositoryId, limit, cursor, findStart }: LogRequest,
  filter: CommitFilter,
): Promise<LogSlice> {
  const after = parseCursor(place, cursor);
  const { head, starts } = await findStart(after?.[0]);
  if (starts.length === 0) return { ids: [], nextCursor: null };
  const isReached = markReachable(await graphs.load(repositoryId, starts), starts);

  const conditions = toLogConditions(filter);
  const values = Object.assign({}, ...conditions.map(([, filled]) => filled)) as Record<string, unknown>;
  const found: Entry[] = [];
  let last = after && { generation: after[1], digest: after[2] };
  for (let count = FIRST_LOOK; found.length <= limit; count *= 4) {
    const entries = await look(count, last);
    found.push(...entries.filter(({ id }) => isReached(id)));
    last = entries.at(-1) ?? null;
    if (entries.length < count) break;
  }
  const shown = found.slice(0, limit);
  const end = found.length > limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map(({ id }) => id),
    nextCursor: end ? formatCursor([head, end.generation, end.digest]) : null,
  };

  function look(count: number, from: Omit<Entry, 'id'> | null): Promise<Entry[]> {
    const replacements = {
      ...values,
      repositoryId,
      count,
      // Everything comes after the place before the first.
      generation: from?.generation ?? 2 ** 31 - 1,
      digest: from?.digest ?? '',
    };
    return database.sequelize.query<Entry>(
      `
      SELECT c.id, c.generation, c.digest FROM commits c
      WHERE ${['c.repo_id = :repositoryId', IS_AFTER, ...conditions.map(([sql]) => sql)].join(' AND ')}
      ORDER BY c.generation DESC, c.digest
      LIMIT :count
      `,
      { type: QueryTypes.SELECT, replacements },
    );
  }
}

// The first condition alone tells the index where to begin.
const IS_AFTER = 'c.generation <= :generation AND (c.generation < :generation OR c.digest > :digest)';
