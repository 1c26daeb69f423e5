import type { CommitCreate } from '@beatflow/shared';
import { readDraft } from '../plan/song-draft.ts';
import { toStems } from '../plan/to-stems.ts';
import type { PushState } from './push-state.ts';

/** The version that a push makes, as the server is asked for it. */
export function toCommitCreate({ base, plan, prints, draft }: PushState, repositoryId: string): CommitCreate {
  const { message, bpm, keySignature } = readDraft(draft).values;
  return {
    repositoryId,
    branch: base.branch,
    expectedHead: base.headId,
    ...(message === '' ? {} : { message }),
    bpm,
    keySignature,
    stems: toStems(plan, prints),
  };
}
