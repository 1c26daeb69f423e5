import type { CommitModel } from '@beatflow/db';
import type { Snapshot } from '@beatflow/history';
import type { CommitContent } from '@beatflow/shared';

interface Circumstances {
  authorName: string;
  message: string;
  parent: CommitModel | null;
  mergeParent?: CommitModel | null;
}

const MAX_MESSAGE = 500;

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

/** Ends a text that we wrote ourselves, and that names may have made too long, before the longest message. */
export function shortenMessage(text: string): string {
  if (text.length <= MAX_MESSAGE) return text;
  const cut = text.slice(0, MAX_MESSAGE - 1);
  // Half of a letter that takes two places would be no text at all.
  return `${(/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd()}…`;
}
