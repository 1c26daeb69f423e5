import {
  deleteRepositoryInput,
  fetchCommitsInput,
  fetchedCommitsResponse,
  forkRepositoryInput,
  getRepositoryInput,
  listRepositoriesInput,
  page,
  repositoryCreate,
  repositoryIdInput,
  repositoryResponse,
  repositoryUsageResponse,
  updateRepositoryInput,
  upstreamResponse,
} from '@beatflow/shared';
import { z } from 'zod';
import { fetchCommits } from '../fork/fetch-commits.ts';
import { forkRepository } from '../fork/fork-repository.ts';
import { getUpstream } from '../fork/get-upstream.ts';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { getRepositoryUsage } from '../usage/get-repository-usage.ts';
import { createRepository } from './create-repository.ts';
import { deleteRepository } from './delete-repository.ts';
import { getRepository } from './get-repository.ts';
import { listRepositories } from './list-repositories.ts';
import { updateRepository } from './update-repository.ts';

export const repositoryRouter = router({
  create: userProcedure
    .input(repositoryCreate)
    .output(repositoryResponse)
    .mutation(({ ctx, input }) => createRepository(ctx, input)),
  get: publicProcedure
    .input(getRepositoryInput)
    .output(repositoryResponse)
    .query(({ ctx, input }) => getRepository(ctx, input)),
  list: publicProcedure
    .input(listRepositoriesInput)
    .output(page(repositoryResponse))
    .query(({ ctx, input }) => listRepositories(ctx, input)),
  update: userProcedure
    .input(updateRepositoryInput)
    .output(repositoryResponse)
    .mutation(({ ctx, input }) => updateRepository(ctx, input)),
  fork: userProcedure
    .input(forkRepositoryInput)
    .output(repositoryResponse)
    .mutation(({ ctx, input }) => forkRepository(ctx, input)),
  upstream: publicProcedure
    .input(repositoryIdInput)
    .output(upstreamResponse)
    .query(({ ctx, input }) => getUpstream(ctx, input)),
  usage: publicProcedure
    .input(repositoryIdInput)
    .output(repositoryUsageResponse)
    .query(({ ctx, input }) => getRepositoryUsage(ctx, input)),
  fetch: userProcedure
    .input(fetchCommitsInput)
    .output(fetchedCommitsResponse)
    .mutation(({ ctx, input }) => fetchCommits(ctx, input)),
  delete: userProcedure
    .input(deleteRepositoryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => deleteRepository(ctx, input)),
});
