import { placeLike } from '../snapshot/track-order.ts';
import type { Resolutions } from './resolutions.ts';

interface OrderSides {
  base: readonly string[];
  ours: readonly string[];
  theirs: readonly string[];
}

/**
 * Merges the order of tracks. The side that moved nothing gives way; where both moved, each track whose place differs on
 * all three sides is a conflict. Tracks that only one side has stay behind the track that they stood behind there; where
 * both sides added at one place, the group with the smallest track id comes first, so that the order of sides is no matter.
 */
export function mergeOrder({ base, ours, theirs }: OrderSides, resolutions: Resolutions): string[] {
  const shared = (order: readonly string[]) => order.filter((id) => ours.includes(id) && theirs.includes(id));
  const known = (order: readonly string[]) => shared(order).filter((id) => base.includes(id));
  const isSame = (left: readonly string[], right: readonly string[]) => left.every((id, index) => id === right[index]);

  let order = shared(ours);
  if (!isSame(order, shared(theirs))) {
    if (isSame(known(ours), known(base)) && order.length === known(ours).length) order = shared(theirs);
    else if (!isSame(known(theirs), known(base)) || order.length !== known(theirs).length) {
      order = resolveOrder(order, shared(theirs), known(base), resolutions);
    }
  }
  return insertOwn(order, ours, theirs);
}

/** Both sides moved tracks: whatever was not chosen from theirs stays as ours has it. */
function resolveOrder(ours: string[], theirs: string[], base: string[], resolutions: Resolutions): string[] {
  let order = ours;
  for (const trackId of theirs) {
    const places = { base: base.indexOf(trackId), ours: ours.indexOf(trackId), theirs: theirs.indexOf(trackId) };
    if (places.ours === places.theirs || places.ours === places.base) continue;
    const isTheirsAlone = places.theirs === places.base;
    if (isTheirsAlone) continue;
    const choice = resolutions.choose({ trackId, field: 'position', ...places });
    if (choice === 'theirs') order = placeLike(order, trackId, theirs);
  }
  return order;
}

/** Puts the tracks that only one side has where that side has them. */
function insertOwn(order: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const groups = [...groupByPredecessor(ours, order), ...groupByPredecessor(theirs, order)];
  const after = (predecessor: string | null) =>
    groups
      .filter((group) => group.predecessor === predecessor)
      .sort((left, right) => (smallest(left.own) < smallest(right.own) ? -1 : 1))
      .flatMap((group) => group.own);
  return [...after(null), ...order.flatMap((trackId) => [trackId, ...after(trackId)])];
}

/** Of ids that are not empty. */
function smallest(ids: readonly string[]): string {
  let least = ids[0] as string;
  for (const id of ids) if (id < least) least = id;
  return least;
}

function groupByPredecessor(side: readonly string[], order: readonly string[]) {
  const groups: { predecessor: string | null; own: string[] }[] = [];
  let predecessor: string | null = null;
  for (const trackId of side) {
    if (order.includes(trackId)) {
      predecessor = trackId;
      continue;
    }
    const last = groups.at(-1);
    if (last && last.predecessor === predecessor) last.own.push(trackId);
    else groups.push({ predecessor, own: [trackId] });
  }
  return groups;
}
