import type { CommitGraph } from '../graph/commit-graph.ts';
import { isAncestor } from '../graph/is-ancestor.ts';
import { findMergeBases } from '../graph/merge-bases.ts';
import { isEqualValue } from '../snapshot/is-equal-value.ts';
import { commitFields, emptySnapshot, type Snapshot, trackFields } from '../snapshot/snapshot.ts';
import type { BaseSnapshot, BaseTrack } from './merge-base-snapshot.ts';
import { mergeOrder } from './merge-order.ts';
import { mergeValue, undecided } from './merge-value.ts';
import { Resolutions } from './resolutions.ts';

/** Reads what a commit holds. */
export type LoadSnapshot = (commitId: string) => Promise<Snapshot>;

/**
 * The one base of a merge, from all merge bases: several are merged first, each pair with its own base, as Git's
 * recursive strategy does; what they disagree on becomes `undecided`. Without any, the base is empty.
 */
export async function computeBase(
  graph: CommitGraph,
  baseIds: readonly string[],
  load: LoadSnapshot,
): Promise<BaseSnapshot> {
  const [first, ...others] = baseIds;
  if (first === undefined) return emptySnapshot;
  let base: BaseSnapshot = await load(first);
  const merged = [first];
  for (const other of others) {
    const below = dropAncestors(graph, [...new Set(merged.flatMap((id) => findMergeBases(graph, id, other)))].sort());
    base = mergeBases(await computeBase(graph, below, load), base, await load(other));
    merged.push(other);
  }
  return base;
}

function dropAncestors(graph: CommitGraph, ids: readonly string[]): string[] {
  return ids.filter((id) => !ids.some((other) => other !== id && isAncestor(graph, id, other)));
}

const decide = (base: unknown, ours: unknown, theirs: unknown): unknown => {
  if (ours === undecided || theirs === undecided) return undecided;
  const value = mergeValue(base, ours, theirs);
  return value.isResolved ? value.value : undecided;
};

function mergeBases(base: BaseSnapshot, ours: BaseSnapshot, theirs: BaseSnapshot): BaseSnapshot {
  const find = (side: BaseSnapshot, trackId: string) => side.tracks.find((track) => track.trackId === trackId) ?? null;
  const orderOf = (side: BaseSnapshot) => side.tracks.map(({ trackId }) => trackId);
  const tracks = new Map<string, BaseTrack>();
  for (const trackId of new Set([...orderOf(ours), ...orderOf(theirs)])) {
    const track = mergeBaseTrack(find(base, trackId), find(ours, trackId), find(theirs, trackId));
    if (track) tracks.set(trackId, track);
  }
  const kept = (side: BaseSnapshot) => orderOf(side).filter((trackId) => tracks.has(trackId));
  const order = mergeOrder({ base: kept(base), ours: kept(ours), theirs: kept(theirs) }, new Resolutions([]));
  const fields = commitFields.map((field) => [field, decide(base[field], ours[field], theirs[field])]);
  return {
    ...(Object.fromEntries(fields) as Omit<BaseSnapshot, 'tracks'>),
    tracks: order.map((trackId) => tracks.get(trackId) as BaseTrack),
  };
}

function mergeBaseTrack(base: BaseTrack | null, ours: BaseTrack | null, theirs: BaseTrack | null): BaseTrack | null {
  const left = ours ?? theirs;
  if (!left || (base === null && !(ours && theirs))) return left;
  const decided = trackFields.map((field) => [
    field,
    ours && theirs ? decide(base ? base[field] : undecided, ours[field], theirs[field]) : undecided,
  ]);
  // One side removed it: gone if the other left it alone, else nobody knows what it should be.
  const isUntouched = base !== null && trackFields.every((field) => isEqualValue(base[field], left[field]));
  if (!(ours && theirs) && isUntouched) return null;
  return { trackId: left.trackId, ...Object.fromEntries(decided) } as BaseTrack;
}
