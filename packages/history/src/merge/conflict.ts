import type { CommitField, TrackField } from '../snapshot/snapshot.ts';

/** `track` is about whether the track is there at all: one side removed it, the other changed it. */
export type ConflictField = TrackField | CommitField | 'position' | 'track';

/** Two answers to one question; the values are those of the field, or the whole track, null where there is none. */
export interface Conflict {
  /** Null for a field of the commit itself. */
  trackId: string | null;
  field: ConflictField;
  base: unknown;
  ours: unknown;
  theirs: unknown;
}

/** `both` keeps theirs as a new track beside ours; a digest names new audio that replaces either. */
export type ResolutionChoice = 'ours' | 'theirs' | 'both' | { audioDigest: string };

export interface Resolution {
  trackId: string | null;
  field: string;
  choice: ResolutionChoice;
}
