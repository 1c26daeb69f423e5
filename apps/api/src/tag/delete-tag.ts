import { TagModel } from '@beatflow/db';
import { BeatflowError, type DeleteTagInput, type TagResponse } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { toTag } from './to-tag.ts';

/** Takes a name away from a version, and answers what it was, so that it can be given back. */
export async function deleteTag(ctx: UserContext, input: DeleteTagInput): Promise<TagResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  return ctx.services.database.transaction(async (transaction) => {
    const tag = await TagModel.findOne({ where: { repoId: repository.id, name: input.name }, transaction });
    if (!tag) throw new BeatflowError('not-found', { tag: input.name }, `There is no tag called “${input.name}”.`);
    await tag.destroy({ transaction });
    return toTag(tag);
  });
}
