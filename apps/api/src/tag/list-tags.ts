import { TagModel } from '@beatflow/db';
import type { ListTagsInput, Page, TagResponse } from '@beatflow/shared';
import { Op } from 'sequelize';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { afterCursor, newestFirst, toDatedPlace } from '../paging/newest-first.ts';
import { toPage } from '../paging/to-page.ts';
import { toTag } from './to-tag.ts';

/** The tags of a repository, newest first. */
export async function listTags(ctx: Context, input: ListTagsInput): Promise<Page<TagResponse>> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const tags = await TagModel.findAll({
    where: { repoId: repository.id, [Op.and]: afterCursor(input.cursor) },
    order: newestFirst,
    limit: input.limit + 1,
  });
  return toPage(tags, input.limit, toTag, toDatedPlace);
}
