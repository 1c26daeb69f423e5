import type { CommitModel } from '@beatflow/db';
import type { Snapshot } from '@beatflow/history';
import { type CommitContent, shortenMessage } from '@beatflow/shared';

interface Circumstances {
  authorName: string;
  message: string;
  parent: CommitModel | null;
  mergeParent?: CommitModel | null;
}

/** Everything that makes a commit, made now. */
export function toCommitContent(
  { bpm, keySignature, generationParams, tracks }: Snapshot,
  { authorName, message, parent, mergeParent }: Circumstances,
): CommitContent {
  return {
    parentDigest: parent?.digest ?? null,
    mergeParentDigest: mergeParent?.digest ?? null,
    authorName,
    message: shortenMessage(message),
    createdAt: new Date().toISOString(),
    bpm,
    keySignature,
    generationParams,
    stems: [...tracks],
  };
}
