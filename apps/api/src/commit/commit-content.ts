import { isDeepStrictEqual } from 'node:util';
import type { CommitModel, StemModel } from '@beatflow/db';
import { BeatflowError, type CommitContent, type CommitCreate } from '@beatflow/shared';
import { type StemContent, toStemContent } from './stem-content.ts';
import { summarizeChanges } from './summarize-changes.ts';

/** A version that a new one is made on. */
export interface Parent {
  commit: CommitModel;
  stems: StemContent[];
}

type Details = Pick<CommitCreate, 'bpm' | 'keySignature' | 'generationParams'>;

/** Everything that makes a commit; throws `commit-unchanged` when that is what the parent holds already. */
export function toCommitContent(
  authorName: string,
  input: Details & Pick<CommitCreate, 'message'>,
  parent: Parent | null,
  stems: StemContent[],
): CommitContent {
  const before = parent && toSnapshot(parent.commit, parent.stems);
  const after = toSnapshot(input, stems);
  if (isDeepStrictEqual(before, after)) throw new BeatflowError('commit-unchanged');
  return {
    parentDigest: parent?.commit.digest ?? null,
    mergeParentDigest: null,
    authorName,
    message: input.message || summarizeChanges(before, after),
    createdAt: new Date().toISOString(),
    ...after,
  };
}

/** A commit as a parent of the next one. */
export function toParent(commit: CommitModel, stems: readonly StemModel[]): Parent {
  return { commit, stems: stems.map(toStemContent) };
}

function toSnapshot({ bpm, keySignature, generationParams }: Details, stems: StemContent[]) {
  return {
    bpm: bpm ?? null,
    keySignature: keySignature ?? null,
    generationParams: generationParams ?? null,
    stems,
  };
}
