import { BranchModel, TagModel } from '@beatflow/db';
import type { ListCommitsInput } from '@beatflow/shared';
import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import { markReachable } from '../graph/mark-reachable.ts';
import { formatCursor, parseCursor } from '../paging/cursor.ts';
import type { Services } from '../services.ts';
import { toLogConditions } from './filter-log.ts';

/** Where a page ended: where the log began (null for all branches), and the last version by its place in the order. */
const place = z.tuple([z.uuid().nullable(), z.number().int(), z.string().regex(/^[0-9a-f]{64}$/)]);

/** How many rows the first look reads; each further one reads four times as many, so that few looks reach the end. */
const FIRST_LOOK = 256;

interface Entry {
  id: string;
  generation: number;
  digest: string;
}

/** Whether a log is asked for that the walk from one head cannot give. */
export function isSearch({ all, ...input }: ListCommitsInput): boolean {
  return all === true || toLogConditions(input).length > 0;
}

/**
 * A page of the versions that fit a filter, or of all branches and tags: in the order of the log, highest generation
 * first, equal ones by digest. The database finds what fits, the remembered graph tells what is reached.
 */
export async function searchLog(
  { database, graphs }: Services,
  input: ListCommitsInput,
  findHead: () => Promise<string | null>,
): Promise<{ entries: { id: string }[]; nextCursor: string | null }> {
  const { repositoryId, limit } = input;
  const after = parseCursor(place, input.cursor);
  const head = input.all ? null : (after?.[0] ?? (await findHead()));
  const starts = input.all ? await listHeads(repositoryId) : head === null ? [] : [head];
  if (starts.length === 0) return { entries: [], nextCursor: null };
  const isReached = markReachable(await graphs.load(repositoryId, starts), starts);

  const conditions = toLogConditions(input);
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
    entries: shown,
    nextCursor: end ? formatCursor([head, end.generation, end.digest]) : null,
  };

  function look(count: number, from: Omit<Entry, 'id'> | null): Promise<Entry[]> {
    const replacements = {
      ...values,
      repositoryId,
      count,
      generation: from?.generation ?? null,
      digest: from?.digest ?? null,
    };
    return database.sequelize.query<Entry>(
      `
      SELECT c.id, c.generation, c.digest FROM commits c
      WHERE ${['c.repo_id = :repositoryId', isAfter, ...conditions.map(([sql]) => sql)].join(' AND ')}
      ORDER BY c.generation DESC, c.digest
      LIMIT :count
      `,
      { type: QueryTypes.SELECT, replacements },
    );
  }
}

const isAfter = `(
  CAST(:generation AS INTEGER) IS NULL OR c.generation < :generation OR (c.generation = :generation AND c.digest > :digest)
)`;

/** A tag keeps a version in sight whose branch is gone. */
async function listHeads(repoId: string): Promise<string[]> {
  const [branches, tags] = await Promise.all([
    BranchModel.findAll({ where: { repoId }, attributes: ['headCommitId'] }),
    TagModel.findAll({ where: { repoId }, attributes: ['commitId'] }),
  ]);
  return [...new Set([...branches.map(({ headCommitId }) => headCommitId), ...tags.map(({ commitId }) => commitId)])];
}
