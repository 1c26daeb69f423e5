import type { CommitResponse } from '@beatflow/shared';
import type { ApiClient } from '../../api/trpc.ts';
import type { PcmSource } from '../../player/pcm-source.ts';

/** What the server answers to a preview, as it arrives: values of fields that were nothing may be absent. */
export type MergePreview = Awaited<ReturnType<ApiClient['merge']['preview']['query']>>;
type ChangePreview = Awaited<ReturnType<ApiClient['commit']['previewRevert']['query']>>;
export type Preview = MergePreview | ChangePreview;
export type Conflict = Preview['conflicts'][number];
export type PreviewTrack = Preview['tracks'][number];

/** What a side holds; nothing, where a change leads back to before the first version. */
export type Side = Pick<CommitResponse, 'stems'>;
export const NOTHING: Side = { stems: [] };

/** A file that answers a conflict: uploaded already, and here to be heard. */
export interface NewFile {
  readonly audioDigest: string;
  readonly name: string;
  readonly source: PcmSource;
}

export type Choice = 'ours' | 'theirs' | 'both' | NewFile;

/** What was chosen, by the key of the conflict. */
export type Choices = ReadonlyMap<string, Choice>;

/** The files that were brought as answers, by the key of the conflict; they stay when another answer is tried. */
export type NewFiles = ReadonlyMap<string, NewFile>;

/** What the two sides are called, and the word for choosing each. */
export interface Labels {
  readonly ours: string;
  readonly theirs: string;
  readonly oursWord: string;
  readonly theirsWord: string;
  /** The word for what a question goes back to. */
  readonly baseWord: string;
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
