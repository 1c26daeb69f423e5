import { createTagInput, deleteTagInput, listTagsInput, page, tagResponse } from '@beatflow/shared';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { createTag } from './create-tag.ts';
import { deleteTag } from './delete-tag.ts';
import { listTags } from './list-tags.ts';

export const tagRouter = router({
  list: publicProcedure
    .input(listTagsInput)
    .output(page(tagResponse))
    .query(({ ctx, input }) => listTags(ctx, input)),
  create: userProcedure
    .input(createTagInput)
    .output(tagResponse)
    .mutation(({ ctx, input }) => createTag(ctx, input)),
  delete: userProcedure
    .input(deleteTagInput)
    .output(tagResponse)
    .mutation(({ ctx, input }) => deleteTag(ctx, input)),
});
