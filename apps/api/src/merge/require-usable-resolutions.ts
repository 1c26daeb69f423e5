import type { MergeResolution } from '@beatflow/shared';
import { BeatflowError } from '@beatflow/shared';
import type { Caller } from '../access/caller.ts';
import { findUsableAudio } from '../access/find-usable-audio.ts';

/** Audio that answers a conflict must be the caller's own, or readable for them; throws `audio-missing` otherwise. */
export async function requireUsableResolutions(caller: Caller, resolutions: readonly MergeResolution[]): Promise<void> {
  const digests = resolutions.flatMap(({ choice }) => (typeof choice === 'object' ? [choice.audioDigest] : []));
  const usable = await findUsableAudio(caller, digests);
  const missing = digests.filter((digest) => !usable.has(digest));
  if (missing.length === 0) return;
  throw new BeatflowError(
    'audio-missing',
    { audioDigests: missing },
    'You have not uploaded the audio that answers a conflict. Please upload it first.',
  );
}
