import {
  changePreview,
  cherryPickInput,
  commitCreate,
  commitResponse,
  compareInput,
  compareResponse,
  getCommitInput,
  listCommitsInput,
  loggedCommit,
  page,
  pageInput,
  previewCherryPickInput,
  previewRevertInput,
  recentCommit,
  restoreCommitInput,
  revertCommitInput,
} from '@beatflow/shared';
import { compareCommits } from '../compare/compare-commits.ts';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { cherryPickCommit } from './cherry-pick-commit.ts';
import { createCommit } from './create-commit.ts';
import { getCommit } from './get-commit.ts';
import { listCommits } from './list-commits.ts';
import { listRecentCommits } from './list-recent-commits.ts';
import { previewCherryPick, previewRevert } from './preview-change.ts';
import { restoreCommit } from './restore-commit.ts';
import { revertCommit } from './revert-commit.ts';

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
    .output(page(loggedCommit))
    .query(({ ctx, input }) => listCommits(ctx, input)),
  recent: userProcedure
    .input(pageInput.prefault({}))
    .output(page(recentCommit))
    .query(({ ctx, input }) => listRecentCommits(ctx, input)),
  compare: publicProcedure
    .input(compareInput)
    .output(compareResponse)
    .query(({ ctx, input }) => compareCommits(ctx, input)),
  previewRevert: publicProcedure
    .input(previewRevertInput)
    .output(changePreview)
    .query(({ ctx, input }) => previewRevert(ctx, input)),
  revert: userProcedure
    .input(revertCommitInput)
    .output(commitResponse)
    .mutation(({ ctx, input }) => revertCommit(ctx, input)),
  previewCherryPick: publicProcedure
    .input(previewCherryPickInput)
    .output(changePreview)
    .query(({ ctx, input }) => previewCherryPick(ctx, input)),
  cherryPick: userProcedure
    .input(cherryPickInput)
    .output(commitResponse)
    .mutation(({ ctx, input }) => cherryPickCommit(ctx, input)),
  restore: userProcedure
    .input(restoreCommitInput)
    .output(commitResponse)
    .mutation(({ ctx, input }) => restoreCommit(ctx, input)),
});
