import { RepositoryModel } from '@beatflow/db';
import type { RepositoryCreate, RepositoryResponse } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { readRepository } from './read-repository.ts';
import { throwNameTaken } from './throw-name-taken.ts';

/** Makes an empty repository that the caller owns. */
export async function createRepository(ctx: UserContext, input: RepositoryCreate): Promise<RepositoryResponse> {
  const { name, isPublic } = input;
  const repository = await RepositoryModel.create({
    ownerId: ctx.caller.userId,
    name,
    isPublic,
    description: input.description || null,
    genre: input.genre || null,
  }).catch(throwNameTaken);
  return readRepository(ctx, repository.id);
}
