import { BeatflowError, type GetRepositoryInput, type RepositoryResponse } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { queryRepositories } from './query-repositories.ts';

/** The repository that an address names, in any case, when the caller may see it. */
export async function getRepository(
  { services, caller }: Pick<Context, 'services' | 'caller'>,
  { owner, name }: GetRepositoryInput,
): Promise<RepositoryResponse> {
  const [repository] = await queryRepositories(services.database.sequelize, caller?.userId ?? null, {
    conditions: [
      'lower(u.username) = lower(:owner)',
      'lower(r.name) = lower(:name)',
      '(r.is_public OR r.owner_id = :callerId OR m.role IS NOT NULL)',
    ],
    replacements: { owner, name },
    limit: 1,
  });
  if (!repository) throw new BeatflowError('not-found');
  return repository;
}
