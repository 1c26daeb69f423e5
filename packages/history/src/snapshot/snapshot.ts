import type { GenerationParams, StemType } from '@beatflow/shared';

/** What one track is in one commit. */
export interface TrackState {
  trackId: string;
  name: string;
  stemType: StemType;
  /** SHA-256 of the audio file. */
  audioDigest: string;
  gainDb: number;
  pan: number;
  muted: boolean;
  generationParams: GenerationParams | null;
}

/** What a commit says, apart from who, when and why; tracks are in order of position. */
export interface Snapshot {
  bpm: number | null;
  keySignature: string | null;
  generationParams: GenerationParams | null;
  tracks: readonly TrackState[];
}

/** The snapshot of a repository before its first commit, and the base of histories that have nothing in common. */
export const emptySnapshot: Snapshot = { bpm: null, keySignature: null, generationParams: null, tracks: [] };

/** The fields of a track that can change by themselves; its place among the others is `position`, told by order. */
export const trackFields = [
  'audioDigest',
  'name',
  'stemType',
  'gainDb',
  'pan',
  'muted',
  'generationParams',
] as const satisfies readonly (keyof TrackState)[];

export type TrackField = (typeof trackFields)[number];

/** The fields of the commit itself. */
export const commitFields = ['bpm', 'keySignature', 'generationParams'] as const satisfies readonly (keyof Snapshot)[];

export type CommitField = (typeof commitFields)[number];
