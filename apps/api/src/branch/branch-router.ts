import { branchResponse, createBranchInput, listBranchesInput, page } from '@beatflow/shared';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { createBranch } from './create-branch.ts';
import { listBranches } from './list-branches.ts';

export const branchRouter = router({
  list: publicProcedure
    .input(listBranchesInput)
    .output(page(branchResponse))
    .query(({ ctx, input }) => listBranches(ctx, input)),
  create: userProcedure
    .input(createBranchInput)
    .output(branchResponse)
    .mutation(({ ctx, input }) => createBranch(ctx, input)),
});
