import { isEqualSnapshot } from '@beatflow/history';
import type { ChangePreview, MergeResolution, PreviewCherryPickInput, PreviewRevertInput } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { planMerge } from '../merge/plan-merge.ts';
import { toMergedTracks } from '../merge/to-merged-tracks.ts';
import { toChangeSides } from './apply-change.ts';
import { type ChangeStep, toPick, toUndo } from './change-step.ts';
import { type CommitChange, readChange } from './read-change.ts';

/** What undoing a commit on a branch would give; writes nothing. */
export async function previewRevert(ctx: Context, input: PreviewRevertInput): Promise<ChangePreview> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const change = await readChange(repository, input);
  const { id, parentCommitId } = change.commit;
  return preview(ctx, input, change, { step: toUndo(change), fromId: id, toId: parentCommitId });
}

/** What doing a commit again on a branch would give; writes nothing. */
export async function previewCherryPick(ctx: Context, input: PreviewCherryPickInput): Promise<ChangePreview> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const change = await readChange(repository, input);
  const { id, parentCommitId } = change.commit;
  return preview(ctx, input, change, { step: toPick(change, input.trackIds), fromId: parentCommitId, toId: id });
}

interface Asked {
  branch: string;
  resolutions: readonly MergeResolution[];
}

interface NamedStep {
  step: ChangeStep;
  fromId: string | null;
  toId: string | null;
}

async function preview(
  { services }: Context,
  { branch, resolutions }: Asked,
  { head, commit }: CommitChange,
  { step, fromId, toId }: NamedStep,
): Promise<ChangePreview> {
  const sides = toChangeSides({ branch, head, source: commit, ...step });
  const plan = await planMerge(services, sides, resolutions);
  const isNothing = plan.conflicts.length === 0 && isEqualSnapshot(head.snapshot, plan.snapshot);
  return {
    mergeBaseId: fromId,
    oursId: head.commit.id,
    theirsId: toId,
    kind: isNothing ? 'up-to-date' : 'merge',
    bpm: plan.snapshot.bpm,
    keySignature: plan.snapshot.keySignature,
    tracks: toMergedTracks(plan, sides),
    conflicts: plan.conflicts,
  };
}
