import type { CommitResponse } from '@beatflow/shared';
import type { FilePrint } from '../../../upload/fingerprint/file-print.ts';
import type { Transfer } from '../../../upload/transfer.ts';
import type { SkippedFile } from '../drop/sort-files.ts';
import { type ParentStem, type PushPlan, startPlan } from '../plan/push-plan.ts';
import { noFacts, type SongDraft, type SongFacts, startDraft } from '../plan/song-draft.ts';

/** How far a chosen file has been read on this machine. */
export type Reading =
  | { phase: 'waiting' }
  | { phase: 'reading'; readBytes: number }
  | { phase: 'read' }
  | { phase: 'broken'; message: string };

export interface LocalFile {
  id: string;
  path: string;
  file: File;
  reading: Reading;
}

/** What a push builds on: the head that was seen, null in an empty repository, and the branch that shall move. */
export interface PushBase {
  branch: string;
  headId: string | null;
  stems: readonly ParentStem[];
  song: SongFacts | null;
}

/** A sentence about the whole push. */
export interface Problem {
  message: string;
  requestId: string | null;
  needsSignIn: boolean;
}

type Stage = 'reviewing' | 'uploading' | 'committing' | 'pushed';

export interface PushState {
  base: PushBase;
  plan: PushPlan;
  draft: SongDraft;
  files: ReadonlyMap<string, LocalFile>;
  prints: ReadonlyMap<string, FilePrint>;
  /** By the digest of the file: two files of the same bytes travel once. */
  transfers: ReadonlyMap<string, Transfer>;
  skipped: readonly SkippedFile[];
  stage: Stage;
  problem: Problem | null;
  /** The version that somebody else put on the branch meanwhile, until the person has chosen what to do. */
  moved: CommitResponse | null;
  /** The version of theirs that this push was put on top of. */
  rebasedOnto: CommitResponse | null;
  /** The branch that the pushed version is to be merged into at once; null for none. */
  mergeInto: string | null;
  pushed: CommitResponse | null;
}

export function toBase(branch: string, head: CommitResponse | null): PushBase {
  return {
    branch,
    headId: head?.id ?? null,
    stems: head?.stems ?? [],
    song: head && { bpm: head.bpm, keySignature: head.keySignature },
  };
}

/** A push that nothing has been chosen for yet. */
export function startState(branch: string, head: CommitResponse | null): PushState {
  const base = toBase(branch, head);
  return {
    base,
    plan: startPlan(base.stems),
    draft: startDraft(base.song ?? noFacts),
    files: new Map(),
    prints: new Map(),
    transfers: new Map(),
    skipped: [],
    stage: 'reviewing',
    problem: null,
    moved: null,
    rebasedOnto: null,
    mergeInto: null,
    pushed: null,
  };
}

/** The transfer of one file's bytes; null while none is needed. */
export function findTransfer(state: PushState, fileId: string): Transfer | null {
  const print = state.prints.get(fileId);
  return print ? (state.transfers.get(print.digest) ?? null) : null;
}
