export {
  type BlameRange,
  type BlameSource,
  computeBlame,
  type FrameMatch,
  type TrackVersion,
} from './blame/compute-blame.ts';
export {
  compareSnapshots,
  type FieldChange,
  type SnapshotChanges,
  type TrackChange,
} from './compare/compare-snapshots.ts';
export { type SoundOfTrack, summarizeChanges, summarizeFirst } from './compare/summarize-changes.ts';
export { type AheadBehind, type Apart, countAheadBehind, listApart } from './graph/ahead-behind.ts';
export { CommitGraph, type GraphCommit } from './graph/commit-graph.ts';
export { isAncestor } from './graph/is-ancestor.ts';
export { type LaneEdge, type LaneRow, type Lanes, layOutLanes } from './graph/lane-layout.ts';
export { type LogPage, type LogPlace, type LogWalk, listLog } from './graph/list-log.ts';
export { findMergeBases } from './graph/merge-bases.ts';
export { listFirstParents, listTopologically } from './graph/topological-order.ts';
export { computeBase, type LoadSnapshot } from './merge/compute-base.ts';
export type { Conflict, ConflictField, Resolution, ResolutionChoice } from './merge/conflict.ts';
export type { BaseSnapshot } from './merge/merge-base-snapshot.ts';
export { type MergeOptions, type MergeResult, mergeSnapshots } from './merge/merge-snapshots.ts';
export { isEqualSnapshot } from './snapshot/is-equal-snapshot.ts';
export { isEqualValue } from './snapshot/is-equal-value.ts';
export {
  type CommitField,
  emptySnapshot,
  type Snapshot,
  type TrackField,
  type TrackState,
} from './snapshot/snapshot.ts';
