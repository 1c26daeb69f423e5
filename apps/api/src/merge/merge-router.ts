import { commitResponse, mergePreview, previewMergeInput, runMergeInput } from '@beatflow/shared';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { previewMerge } from './preview-merge.ts';
import { runMerge } from './run-merge.ts';

export const mergeRouter = router({
  preview: publicProcedure
    .input(previewMergeInput)
    .output(mergePreview)
    .query(({ ctx, input }) => previewMerge(ctx, input)),
  run: userProcedure
    .input(runMergeInput)
    .output(commitResponse)
    .mutation(({ ctx, input }) => runMerge(ctx, input)),
});
