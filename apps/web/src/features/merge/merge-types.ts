import type { ApiClient } from '../../api/trpc.ts';
import type { PcmSource } from '../../player/pcm-source.ts';

/** What the server answers to a preview, as it arrives: values of fields that were nothing may be absent. */
export type Preview = Awaited<ReturnType<ApiClient['merge']['preview']['query']>>;
export type Conflict = Preview['conflicts'][number];
export type PreviewTrack = Preview['tracks'][number];

/** A file that answers a conflict: uploaded already, and here to be heard. */
export interface NewFile {
  readonly audioDigest: string;
  readonly name: string;
  readonly source: PcmSource;
}

export type Choice = 'ours' | 'theirs' | 'both' | NewFile;

/** What was chosen, by the key of the conflict. */
export type Choices = ReadonlyMap<string, Choice>;

/** What the two sides are called in words. */
export interface Labels {
  readonly ours: string;
  readonly theirs: string;
}

export function keyOf({ trackId, field }: Pick<Conflict, 'trackId' | 'field'>): string {
  return `${trackId ?? ''}/${field}`;
}

export function listOpen(conflicts: readonly Conflict[], choices: Choices): Conflict[] {
  return conflicts.filter((conflict) => !choices.has(keyOf(conflict)));
}

/** The answers as the server takes them: of those that were given, the ones that are asked for. */
export function toResolutions(conflicts: readonly Conflict[], choices: Choices) {
  return conflicts.flatMap((conflict) => {
    const choice = choices.get(keyOf(conflict));
    if (choice === undefined) return [];
    const { trackId, field } = conflict;
    return [{ trackId, field, choice: typeof choice === 'object' ? { audioDigest: choice.audioDigest } : choice }];
  });
}
