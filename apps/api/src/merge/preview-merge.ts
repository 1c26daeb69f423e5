import type { MergePreview, PreviewMergeInput } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { readVersion } from '../commit/read-version.ts';
import { type MergePlan, planMerge } from './plan-merge.ts';
import { relate } from './relate.ts';
import { toLabel } from './to-label.ts';
import { toMergedTracks } from './to-merged-tracks.ts';

/** What a merge would give; writes nothing. */
export async function previewMerge(ctx: Context, input: PreviewMergeInput): Promise<MergePreview> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const [oursCommit, theirsCommit] = [
    await resolveRef(repository, input.ours),
    await resolveRef(repository, input.theirs),
  ];
  const { kind, baseIds, readBase } = await relate(ctx.services, repository, oursCommit, theirsCommit);
  const [ours, theirs] = await Promise.all([readVersion(oursCommit), readVersion(theirsCommit)]);
  const labels = { ours: toLabel(input.ours, oursCommit), theirs: toLabel(input.theirs, theirsCommit) };
  const sides = { base: kind === 'merge' ? await readBase() : ours.snapshot, ours, theirs, labels };
  const plan = await planKind();
  return {
    mergeBaseId: baseIds[0] ?? null,
    oursId: oursCommit.id,
    theirsId: theirsCommit.id,
    kind,
    bpm: plan.snapshot.bpm,
    keySignature: plan.snapshot.keySignature,
    tracks: toMergedTracks(plan, sides),
    conflicts: plan.conflicts,
  };

  async function planKind(): Promise<MergePlan> {
    if (kind === 'merge') return planMerge(ctx.services, sides, input.resolutions);
    return { snapshot: (kind === 'up-to-date' ? ours : theirs).snapshot, conflicts: [], together: new Map() };
  }
}
