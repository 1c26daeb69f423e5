import { setImmediate } from 'node:timers/promises';
import { countAheadBehind } from '@beatflow/history';
import type { BranchStanding, ListStandingsInput, Page } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { findDefaultHeadId } from '../access/find-default-head.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { listBranchesAs } from './list-branches.ts';

/** How far each branch of a repository is apart from one version, in order of the branches' names. */
export async function listStandings(ctx: Context, input: ListStandingsInput): Promise<Page<BranchStanding>> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const againstId = input.against
    ? (await resolveRef(repository, input.against)).id
    : await findDefaultHeadId(repository);
  // Before the first push there is nothing that a branch could stand to.
  if (againstId === null) return { items: [], nextCursor: null };
  const heads = await listBranchesAs(repository.id, input, ({ name, headCommitId }) => ({ name, headCommitId }));
  const headIds = heads.items.map(({ headCommitId }) => headCommitId);
  const graph = await ctx.services.graphs.load(repository.id, [againstId, ...headIds]);
  const items: BranchStanding[] = [];
  for (const head of heads.items) {
    items.push({ ...head, ...countAheadBehind(graph, head.headCommitId, againstId) });
    // Many old branches of a long history take a while together; others are served in between.
    await setImmediate();
  }
  return { items, nextCursor: heads.nextCursor };
}
