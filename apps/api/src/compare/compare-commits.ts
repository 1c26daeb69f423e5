import { compareSnapshots, findMergeBases, listApart, summarizeChanges } from '@beatflow/history';
import { type CompareInput, type CompareResponse, MAX_COMMITS_APART } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { readLogged } from '../commit/read-logged.ts';
import { readVersion } from '../commit/read-version.ts';
import { listReplaced } from '../sound/list-replaced.ts';
import { compareSounds } from './compare-sounds.ts';
import { toComparedTrack } from './to-compared-track.ts';

/** What changed from one version to another: of each track, of its sound, and of the song itself. */
export async function compareCommits(ctx: Context, input: CompareInput): Promise<CompareResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const [beforeCommit, afterCommit] = await Promise.all([
    resolveRef(repository, input.before),
    resolveRef(repository, input.after),
  ]);
  const { id: beforeId } = beforeCommit;
  const { id: afterId } = afterCommit;
  const [before, after] = await Promise.all([readVersion(beforeCommit), readVersion(afterCommit)]);
  const changes = compareSnapshots(before.snapshot, after.snapshot);
  const graph = await ctx.services.graphs.load(repository.id, [beforeId, afterId]);
  const { ahead, behind, aheadIds, behindIds } = listApart(graph, afterId, beforeId, MAX_COMMITS_APART);
  const [commits, { sounds, problems }] = await Promise.all([
    readLogged(ctx.services.database.sequelize, [...aheadIds, ...behindIds]),
    compareSounds(ctx.services, listReplaced(before.stems, after.stems)),
  ]);
  return {
    beforeId,
    afterId,
    mergeBaseId: findMergeBases(graph, beforeId, afterId)[0] ?? null,
    ahead,
    behind,
    aheadCommits: commits.slice(0, aheadIds.length),
    behindCommits: commits.slice(aheadIds.length),
    summary: summarizeChanges(changes, sounds),
    fields: changes.fields,
    tracks: changes.tracks.map((track) => ({
      ...toComparedTrack(track, before.stems, after.stems),
      audio: sounds.get(track.trackId)?.change,
      audioProblem: problems.get(track.trackId),
    })),
  };
}
