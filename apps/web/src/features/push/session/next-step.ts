import { problemOf } from './problem.ts';
import { computeOutlook, neededUploads } from './push-outlook.ts';
import type { Problem, PushState } from './push-state.ts';

/** What a push does that was asked for: waits, makes the version, or goes back to the person. */
type NextStep = { kind: 'wait' } | { kind: 'commit' } | { kind: 'review'; problem: Problem | null };

/** Goes on when all is there, and back when something cannot get there. */
export function findNextStep(state: PushState): NextStep {
  const outlook = computeOutlook(state);
  if (outlook.isReading && outlook.brokenCount === 0) return { kind: 'wait' };
  if (outlook.obstacle !== null) return { kind: 'review', problem: problemOf(outlook.obstacle) };
  const transfers = [...neededUploads(state).keys()].map((digest) => state.transfers.get(digest));
  const failed = transfers.find((transfer) => transfer?.phase === 'failed');
  if (failed?.phase === 'failed') {
    const { message, requestId, reason } = failed;
    return { kind: 'review', problem: { message, requestId, needsSignIn: reason === 'sign-in-required' } };
  }
  if (transfers.some((transfer) => transfer?.phase === 'cancelled')) return { kind: 'review', problem: null };
  return { kind: transfers.every((transfer) => transfer?.phase === 'done') ? 'commit' : 'wait' };
}
