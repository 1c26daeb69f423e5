import { BeatflowError, type RepositoryResponse } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { queryRepositories } from './query-repositories.ts';

/** One repository as the caller sees it. Who may see it is decided before. */
export async function readRepository({ services, caller }: Context, id: string): Promise<RepositoryResponse> {
  const [repository] = await queryRepositories(services.database.sequelize, caller?.userId ?? null, {
    conditions: ['r.id = :id'],
    replacements: { id },
    limit: 1,
  });
  if (!repository) throw new BeatflowError('not-found');
  return repository;
}
