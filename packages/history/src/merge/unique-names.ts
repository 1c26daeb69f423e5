import type { TrackState } from '../snapshot/snapshot.ts';

const MAX_NAME_LENGTH = 255;

/** A name that no track has yet, ignoring case: the wanted one, or with what tells it apart behind it. */
export function findFreeName(wanted: string, suffix: string, taken: ReadonlySet<string>): string {
  const isFree = (name: string) => !taken.has(name.toLowerCase());
  if (isFree(wanted)) return wanted;
  for (let count = 1; ; count++) {
    const ending = ` (${count === 1 ? suffix : `${suffix} ${count}`})`;
    const name = wanted.slice(0, MAX_NAME_LENGTH - ending.length) + ending;
    if (isFree(name)) return name;
  }
}

/**
 * Gives every track a name of its own, as a commit demands: of two tracks that came to have the same name, the one with
 * the greater track id is renamed after the side that it comes from.
 */
export function makeNamesUnique(
  tracks: readonly TrackState[],
  labelOf: (trackId: string) => string,
): { tracks: TrackState[]; renamed: Set<string> } {
  const byId = [...tracks].sort((left, right) => (left.trackId < right.trackId ? -1 : 1));
  const taken = new Set<string>();
  const nameOf = new Map<string, string>();
  const clashing = byId.filter(({ trackId, name }) => {
    if (taken.has(name.toLowerCase())) return true;
    taken.add(name.toLowerCase());
    nameOf.set(trackId, name);
    return false;
  });
  for (const { trackId, name } of clashing) {
    const free = findFreeName(name, labelOf(trackId), taken);
    taken.add(free.toLowerCase());
    nameOf.set(trackId, free);
  }
  return {
    tracks: tracks.map((track) => ({ ...track, name: nameOf.get(track.trackId) as string })),
    renamed: new Set(clashing.map(({ trackId }) => trackId)),
  };
}
