import { BeatflowError, type ListRepositoriesInput, type Page, type RepositoryResponse } from '@beatflow/shared';
import { z } from 'zod';
import type { Context } from '../access/context.ts';
import { parseCursor } from '../paging/cursor.ts';
import { toPage } from '../paging/to-page.ts';
import { queryRepositories } from './query-repositories.ts';

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** Repositories that fit every filter, newest change first. */
export async function listRepositories(
  { services, caller }: Context,
  input: ListRepositoriesInput,
): Promise<Page<RepositoryResponse>> {
  if (input.scope === 'mine' && !caller) throw new BeatflowError('sign-in-required');
  const filters = [...contentFilters(input), ...cursorFilter(input.cursor)];
  const repositories = await queryRepositories(services.database.sequelize, caller?.userId ?? null, {
    conditions: [
      input.scope === 'mine' ? '(r.owner_id = :callerId OR m.role IS NOT NULL)' : 'r.is_public',
      ...filters.map(([condition]) => condition),
    ],
    replacements: Object.assign({}, ...filters.map(([, values]) => values)) as Record<string, unknown>,
    limit: input.limit + 1,
  });
  return toPage(
    repositories,
    input.limit,
    (repository) => repository,
    ({ updatedAt, id }) => [updatedAt, id],
  );
}

type Filter = readonly [condition: string, values: Record<string, unknown>];

function contentFilters({ owner, query, genre, minBpm, maxBpm, keySignature }: ListRepositoriesInput): Filter[] {
  const filters: (Filter | false)[] = [
    owner !== undefined && ['lower(u.username) = lower(:owner)', { owner }],
    genre !== undefined && genre !== '' && ['lower(r.genre) = lower(:genre)', { genre }],
    minBpm !== undefined && ['h.bpm >= :minBpm', { minBpm }],
    maxBpm !== undefined && ['h.bpm <= :maxBpm', { maxBpm }],
    keySignature !== undefined && ['h.key_signature = :keySignature', { keySignature }],
  ];
  return [...filters.filter((filter) => filter !== false), ...wordFilters(query ?? '')];
}

// Every word has to be somewhere; a slash between owner and name counts as a space.
function wordFilters(query: string): Filter[] {
  const words = query
    .split(/[\s/]+/)
    .filter(Boolean)
    .slice(0, 20);
  return words.map((word, index) => {
    const name = `word${index}`;
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return [
      `(r.name ILIKE :${name} OR u.username ILIKE :${name} OR r.description ILIKE :${name})`,
      { [name]: pattern },
    ];
  });
}

function cursorFilter(cursor: string | null | undefined): Filter[] {
  const after = parseCursor(place, cursor);
  if (!after) return [];
  const [updatedAt, id] = after;
  return [
    ['(r.updated_at < :updatedAt OR (r.updated_at = :updatedAt AND r.id > :afterId))', { updatedAt, afterId: id }],
  ];
}
