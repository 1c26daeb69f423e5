export { type AheadBehind, countAheadBehind, listAhead } from './graph/ahead-behind.ts';
export { CommitGraph, type GraphCommit } from './graph/commit-graph.ts';
export { isAncestor } from './graph/is-ancestor.ts';
export { type LaneEdge, type LaneRow, type Lanes, layOutLanes } from './graph/lane-layout.ts';
export { findMergeBases } from './graph/merge-bases.ts';
export { listFirstParents, listTopologically } from './graph/topological-order.ts';
