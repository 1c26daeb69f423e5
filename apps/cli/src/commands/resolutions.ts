import type { MergeConflict, MergeResolution } from '@beatflow/shared';
import { CliError } from '../failure/cli-error.ts';
import { foldName } from './read-options.ts';

/** What somebody chose, by the names of stems; `true` for everything that is left. */
export interface Choices {
  ours?: true | string[];
  theirs?: true | string[];
  both?: true | string[];
  use?: string[];
}

/** A conflict as it arrives: what is undefined has not travelled. */
export type FoundConflict = Pick<MergeConflict, 'trackId' | 'field' | 'reason'> & Partial<MergeConflict>;

export type NamedConflict = FoundConflict & { name: string };

const fieldNames: Record<string, string> = { bpm: 'tempo', keySignature: 'key', generationParams: 'parameters' };

/** What a conflict is about, in the word that it is chosen by. */
export function nameConflict(conflict: FoundConflict, nameOfTrack: ReadonlyMap<string, string>): NamedConflict {
  const { trackId, field } = conflict;
  const name = trackId === null ? (fieldNames[field] ?? field) : (nameOfTrack.get(trackId) ?? trackId);
  return { ...conflict, name };
}

/** Turns what was chosen into answers; those that name a stem go before those for everything that is left. */
export function toResolutions(
  conflicts: readonly NamedConflict[],
  choices: Choices,
  digestOf: ReadonlyMap<string, string>,
): MergeResolution[] {
  const resolutions = new Map<NamedConflict, MergeResolution>();
  const answer = (conflict: NamedConflict, choice: MergeResolution['choice']) => {
    if (!fits(conflict, choice)) return;
    resolutions.set(conflict, { trackId: conflict.trackId, field: conflict.field, choice });
  };
  for (const choice of ['ours', 'theirs', 'both'] as const) {
    const names = choices[choice];
    if (!Array.isArray(names)) continue;
    for (const name of names) for (const conflict of findNamed(conflicts, name)) answer(conflict, choice);
  }
  for (const [name, audioDigest] of digestOf) {
    for (const conflict of findNamed(conflicts, name)) answer(conflict, { audioDigest });
  }
  for (const choice of ['ours', 'theirs', 'both'] as const) {
    if (choices[choice] !== true) continue;
    for (const conflict of conflicts) if (!resolutions.has(conflict)) answer(conflict, choice);
  }
  return [...resolutions.values()];
}

/** Both, or a new file, is an answer for sound alone. */
function fits({ field }: NamedConflict, choice: MergeResolution['choice']): boolean {
  if (choice === 'ours' || choice === 'theirs') return true;
  return field === 'audioDigest' || (choice === 'both' && field === 'track');
}

function findNamed(conflicts: readonly NamedConflict[], name: string): NamedConflict[] {
  const found = conflicts.filter((conflict) => foldName(conflict.name) === foldName(name));
  if (found.length > 0) return found;
  const names = [...new Set(conflicts.map((conflict) => conflict.name))].join(', ');
  throw new CliError(
    'usage',
    `There is no conflict about “${name}”.`,
    `What waits for a choice: ${names || 'nothing'}.`,
  );
}
