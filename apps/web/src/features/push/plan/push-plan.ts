import type { StemGuess, StemResponse, StemType } from '@beatflow/shared';
import type { FilePrint } from '../../../upload/fingerprint/file-print.ts';

/** A stem of the version that the push builds on. */
export type ParentStem = Pick<
  StemResponse,
  'id' | 'trackId' | 'name' | 'stemType' | 'audioDigest' | 'duration' | 'gainDb' | 'pan' | 'muted' | 'generationParams'
> & { audio: Pick<StemResponse['audio'], 'pcmDigest' | 'sampleRate' | 'channels' | 'sampleFormat' | 'frames'> };

export type FilePrints = ReadonlyMap<string, FilePrint>;

/** A chosen file, as far as planning needs it. */
export interface PlanFile {
  id: string;
  path: string;
  guess: StemGuess;
}

/** One stem of the version to be. A row has a track of the parent, a file, or both. */
export interface PushRow {
  id: string;
  trackId: string | null;
  fileId: string | null;
  name: string;
  stemType: StemType;
  isRemoved: boolean;
  /** The person has spoken: a match is not changed any more behind their back. */
  isPinned: boolean;
  /** Takes the new file although it sounds the same. */
  takesFile: boolean;
  /** Somebody else touched the same track meanwhile. */
  isContested: boolean;
}

export interface PushPlan {
  parent: readonly ParentStem[];
  files: readonly PlanFile[];
  rows: readonly PushRow[];
}

export function trackRow(stem: ParentStem): PushRow {
  return {
    id: `track:${stem.trackId}`,
    trackId: stem.trackId,
    fileId: null,
    name: stem.name,
    stemType: stem.stemType,
    isRemoved: false,
    isPinned: false,
    takesFile: false,
    isContested: false,
  };
}

export function newRow(file: PlanFile): PushRow {
  return {
    id: `file:${file.id}`,
    trackId: null,
    fileId: file.id,
    name: file.guess.name,
    stemType: file.guess.stemType,
    isRemoved: false,
    isPinned: false,
    takesFile: false,
    isContested: false,
  };
}

/** A plan that keeps everything as the parent has it. */
export function startPlan(parent: readonly ParentStem[]): PushPlan {
  return { parent, files: [], rows: parent.map(trackRow) };
}

export function findParentStem(plan: PushPlan, row: PushRow): ParentStem | null {
  return plan.parent.find(({ trackId }) => trackId === row.trackId) ?? null;
}
