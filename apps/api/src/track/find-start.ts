import type { CommitModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { findDefaultHead } from '../access/find-default-head.ts';
import type { AccessibleRepository } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';

/** The version that a ref names; the default branch's when there is none. */
export async function findStart(repository: AccessibleRepository, ref: string | undefined): Promise<CommitModel> {
  if (ref !== undefined) return resolveRef(repository, ref);
  const head = await findDefaultHead(repository);
  if (head) return head;
  throw new BeatflowError('not-found', {}, 'This song has no version yet.');
}

export function trackNotFound(trackId: string): BeatflowError {
  return new BeatflowError('not-found', { trackId }, 'There is no such track in this version of the song.');
}
