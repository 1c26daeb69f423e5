import type { CommitField, Snapshot, TrackField, TrackState } from '../snapshot/snapshot.ts';
import type { undecided } from './merge-value.ts';

type Undecidable<Value> = Value | typeof undecided;

/** A track of a merge base; a base that was merged from several may not know some of its values. */
export type BaseTrack = { trackId: string } & { [Field in TrackField]: Undecidable<TrackState[Field]> };

/** The base of a merge: a snapshot, or what several merge bases have in common. */
export type BaseSnapshot = { [Field in CommitField]: Undecidable<Snapshot[Field]> } & { tracks: readonly BaseTrack[] };
