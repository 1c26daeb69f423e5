import {
  branchMoveResponse,
  branchResponse,
  branchStanding,
  createBranchInput,
  deleteBranchInput,
  deletedBranchResponse,
  listBranchesInput,
  listBranchMovesInput,
  listStandingsInput,
  page,
  protectBranchInput,
  renameBranchInput,
  resetBranchInput,
} from '@beatflow/shared';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { createBranch } from './create-branch.ts';
import { deleteBranch } from './delete-branch.ts';
import { listBranchMoves } from './list-branch-moves.ts';
import { listBranches } from './list-branches.ts';
import { listStandings } from './list-standings.ts';
import { protectBranch } from './protect-branch.ts';
import { renameBranch } from './rename-branch.ts';
import { resetBranch } from './reset-branch.ts';

export const branchRouter = router({
  list: publicProcedure
    .input(listBranchesInput)
    .output(page(branchResponse))
    .query(({ ctx, input }) => listBranches(ctx, input)),
  standings: publicProcedure
    .input(listStandingsInput)
    .output(page(branchStanding))
    .query(({ ctx, input }) => listStandings(ctx, input)),
  moves: publicProcedure
    .input(listBranchMovesInput)
    .output(page(branchMoveResponse))
    .query(({ ctx, input }) => listBranchMoves(ctx, input)),
  create: userProcedure
    .input(createBranchInput)
    .output(branchResponse)
    .mutation(({ ctx, input }) => createBranch(ctx, input)),
  rename: userProcedure
    .input(renameBranchInput)
    .output(branchResponse)
    .mutation(({ ctx, input }) => renameBranch(ctx, input)),
  delete: userProcedure
    .input(deleteBranchInput)
    .output(deletedBranchResponse)
    .mutation(({ ctx, input }) => deleteBranch(ctx, input)),
  reset: userProcedure
    .input(resetBranchInput)
    .output(branchResponse)
    .mutation(({ ctx, input }) => resetBranch(ctx, input)),
  protect: userProcedure
    .input(protectBranchInput)
    .output(branchResponse)
    .mutation(({ ctx, input }) => protectBranch(ctx, input)),
});
