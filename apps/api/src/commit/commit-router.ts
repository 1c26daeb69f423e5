import {
  commitCreate,
  commitResponse,
  commitSummary,
  getCommitInput,
  listCommitsInput,
  page,
  pageInput,
  recentCommit,
} from '@beatflow/shared';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { createCommit } from './create-commit.ts';
import { getCommit } from './get-commit.ts';
import { listCommits } from './list-commits.ts';
import { listRecentCommits } from './list-recent-commits.ts';

export const commitRouter = router({
  create: userProcedure
    .input(commitCreate)
    .output(commitResponse)
    .mutation(({ ctx, input }) => createCommit(ctx, input)),
  get: publicProcedure
    .input(getCommitInput)
    .output(commitResponse)
    .query(({ ctx, input }) => getCommit(ctx, input)),
  list: publicProcedure
    .input(listCommitsInput)
    .output(page(commitSummary))
    .query(({ ctx, input }) => listCommits(ctx, input)),
  recent: userProcedure
    .input(pageInput.prefault({}))
    .output(page(recentCommit))
    .query(({ ctx, input }) => listRecentCommits(ctx, input)),
});
