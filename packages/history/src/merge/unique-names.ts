import type { TrackState } from '../snapshot/snapshot.ts';

const MAX_NAME_LENGTH = 255;

/** A name that no track has yet: the wanted one, or with what tells it apart behind it. */
export function findFreeName(wanted: string, suffix: string, taken: ReadonlySet<string>): string {
  const isFree = (name: string) => !taken.has(foldName(name));
  if (isFree(wanted)) return wanted;
  for (let count = 1; ; count++) {
    const name = addEnding(wanted, count === 1 ? suffix : `${suffix} ${count}`);
    if (isFree(name)) return name;
  }
}

/** What "the same name" means: capitals, and how an accent is encoded, make no difference. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** A name with something in brackets behind it, both cut where they would be too long, and never within a letter. */
export function addEnding(name: string, ending: string): string {
  const brackets = ` (${cut(ending, MAX_NAME_LENGTH / 2)})`;
  return cut(name, MAX_NAME_LENGTH - brackets.length) + brackets;
}

function cut(text: string, length: number): string {
  const kept = text.slice(0, Math.max(0, Math.floor(length)));
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
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
    if (taken.has(foldName(name))) return true;
    taken.add(foldName(name));
    nameOf.set(trackId, name);
    return false;
  });
  for (const { trackId, name } of clashing) {
    const free = findFreeName(name, labelOf(trackId), taken);
    taken.add(foldName(free));
    nameOf.set(trackId, free);
  }
  return {
    tracks: tracks.map((track) => ({ ...track, name: nameOf.get(track.trackId) as string })),
    renamed: new Set(clashing.map(({ trackId }) => trackId)),
  };
}
