import type { CommitCreate, CommitResponse } from '@beatflow/shared';
import { toRequestError } from '../../../api/request-error.ts';
import type { Connection } from '../../../upload/connection.ts';
import type { PushApi } from './push-api.ts';

export type CommitOutcome = { kind: 'pushed'; commit: CommitResponse } | { kind: 'moved'; head: CommitResponse };

const pausesMs = [1000, 2000, 4000, 8000, 16_000];

/**
 * Makes one commit, however often the line drops. An answer that got lost leaves open whether the commit was made; since
 * a branch moves only from the head that was seen, asking again cannot make a second one, and when the branch has moved
 * to exactly this version, it is ours.
 */
export async function commitOnce(
  api: PushApi,
  input: CommitCreate,
  connection: Connection,
  signal: AbortSignal,
): Promise<CommitOutcome> {
  let isAnswerLost = false;
  for (let attempt = 0; ; attempt++) {
    try {
      return { kind: 'pushed', commit: await api.createCommit(input) };
    } catch (err) {
      signal.throwIfAborted();
      const { reason } = toRequestError(err);
      if (reason === 'branch-moved') {
        const head = await api.getHead(input.repositoryId, input.branch);
        return isAnswerLost && isSameVersion(head, input) ? { kind: 'pushed', commit: head } : { kind: 'moved', head };
      }
      const pauseMs = pausesMs[attempt];
      if ((reason !== 'offline' && reason !== 'server-busy') || pauseMs === undefined) throw err;
      isAnswerLost = true;
      await connection.pause(pauseMs, signal);
    }
  }
}

function isSameVersion(head: CommitResponse, input: CommitCreate): boolean {
  return (
    head.parentCommitId === input.expectedHead &&
    (!input.message || head.message === input.message) &&
    head.stems.length === input.stems.length &&
    head.stems.every((stem, i) => {
      const ours = input.stems[i]!;
      return stem.name === ours.name && stem.stemType === ours.stemType && stem.audioDigest === ours.audioDigest;
    })
  );
}
