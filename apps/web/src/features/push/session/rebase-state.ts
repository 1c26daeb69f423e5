import type { CommitResponse } from '@beatflow/shared';
import { rebasePlan } from '../plan/rebase-plan.ts';
import { noFacts, rebaseDraft } from '../plan/song-draft.ts';
import { type PushState, toBase } from './push-state.ts';

/** Puts a push on top of another version: what the person did stays, what they left alone is that version's. */
export function rebaseState({ plan, prints, draft, base }: PushState, onto: CommitResponse): Partial<PushState> {
  const next = toBase(base.branch, onto);
  return {
    base: next,
    plan: rebasePlan(plan, next.stems, prints),
    draft: rebaseDraft(draft, base.song ?? noFacts, next.song ?? noFacts),
    moved: null,
    rebasedOnto: onto,
    problem: null,
  };
}
