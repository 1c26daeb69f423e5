import type { Snapshot } from '@beatflow/history';
import { BeatflowError, describeField, type MergeConflict } from '@beatflow/shared';

const mostNamed = 3;

/** Throws `merge-conflict`, with the conflicts and a sentence that names them, unless each was answered. */
export function requireResolved(conflicts: readonly MergeConflict[], sides: readonly Snapshot[]): void {
  if (conflicts.length === 0) return;
  const nameOf = new Map(sides.flatMap(({ tracks }) => tracks.map(({ trackId, name }) => [trackId, name])));
  const names = conflicts.slice(0, mostNamed).map(({ trackId, field }) => {
    const name = trackId === null ? undefined : nameOf.get(trackId);
    if (name === undefined) return describeField(field);
    return field === 'track' ? `“${name}” (removed on one side)` : `${describeField(field)} of “${name}”`;
  });
  if (conflicts.length > mostNamed) names.push(`${conflicts.length - mostNamed} more`);
  const list = new Intl.ListFormat('en-GB').format(names);
  const message = `Both sides changed ${list}. Please choose for each; nothing was changed.`;
  throw new BeatflowError('merge-conflict', { conflicts }, message);
}
