import type { CommitModel } from '@beatflow/db';
import type { Snapshot } from '@beatflow/history';
import { type CommitContent, shortenMessage } from '@beatflow/shared';

interface Circumstances {
  authorName: string;
  message: string;
  parent: CommitModel | null;
  mergeParent?: CommitModel | null;
  /** Now, unless it was made before it came here. */
  createdAt?: string;
}

/** Everything that makes a commit. */
export function toCommitContent(
  { bpm, keySignature, generationParams, tracks }: Snapshot,
  { authorName, message, parent, mergeParent, createdAt }: Circumstances,
): CommitContent {
  return {
    parentDigest: parent?.digest ?? null,
    mergeParentDigest: mergeParent?.digest ?? null,
    authorName,
    message: shortenMessage(message),
    createdAt: (createdAt === undefined ? new Date() : new Date(createdAt)).toISOString(),
    bpm,
    keySignature,
    generationParams,
    stems: [...tracks],
  };
}
