import { BranchModel, isUniqueViolation, RepositoryModel, TagModel } from '@beatflow/db';
import { BeatflowError, type CreateTagInput, type TagResponse } from '@beatflow/shared';
import { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { toTag } from './to-tag.ts';

/** Names a version of a repository for ever: a tag never moves. */
export async function createTag(ctx: UserContext, input: CreateTagInput): Promise<TagResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const { userId: authorId, username: authorName } = ctx.caller;
  return ctx.services.database
    .transaction(async (transaction) => {
      const lock = Transaction.LOCK.NO_KEY_UPDATE;
      await RepositoryModel.findByPk(repository.id, { transaction, lock });
      const place = { repoId: repository.id, name: input.name };
      if (await BranchModel.findOne({ where: place, transaction })) {
        throw new BeatflowError('name-taken', { field: 'name' }, 'There is a branch of this name already.');
      }
      const commit = await resolveRef(repository, input.at, transaction);
      const message = input.message || null;
      const tag = { ...place, commitId: commit.id, message, authorId, authorName };
      return toTag(await TagModel.create(tag, { transaction }));
    })
    .catch(throwNameTaken);
}

function throwNameTaken(err: unknown): never {
  if (!isUniqueViolation(err, 'tags_repo_id_name_key')) throw err;
  throw new BeatflowError('name-taken', { field: 'name' }, 'There is a tag of this name already. Tags never move.');
}
