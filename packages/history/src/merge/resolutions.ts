import { BeatflowError } from '@beatflow/shared';
import type { Conflict, Resolution, ResolutionChoice } from './conflict.ts';

const keyOf = ({ trackId, field }: { trackId: string | null; field: string }) => `${trackId ?? ''}/${field}`;

/** The answers that somebody gave to conflicts, and the conflicts that are still open. */
export class Resolutions {
  readonly conflicts: Conflict[] = [];
  readonly #choices: Map<string, ResolutionChoice>;

  constructor(resolutions: readonly Resolution[]) {
    this.#choices = new Map(resolutions.map((resolution) => [keyOf(resolution), resolution.choice]));
  }

  /** Records a conflict and answers what was chosen for it, if anything. Throws when the choice does not fit it. */
  choose(conflict: Conflict): ResolutionChoice | undefined {
    const choice = this.#choices.get(keyOf(conflict));
    if (choice === undefined) {
      this.conflicts.push(conflict);
      return undefined;
    }
    const isAboutAudio = conflict.field === 'audioDigest';
    const fits =
      choice === 'ours' || choice === 'theirs' || isAboutAudio || (choice === 'both' && conflict.field === 'track');
    if (fits) return choice;
    throw new BeatflowError(
      'resolution-invalid',
      { trackId: conflict.trackId, field: conflict.field },
      `“${conflict.field}” can be taken from ours or from theirs; keeping both, or a new file, is for audio.`,
    );
  }
}
