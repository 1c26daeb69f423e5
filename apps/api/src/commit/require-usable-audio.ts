import type { AudioFileModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { Caller } from '../access/caller.ts';
import { findUsableAudio } from '../access/find-usable-audio.ts';

/** The audio that stems name, by digest; throws `audio-missing` with the stems whose audio the caller may not name. */
export async function requireUsableAudio(
  caller: Caller,
  stems: readonly { name: string; audioDigest: string }[],
  transaction: Transaction,
): Promise<Map<string, AudioFileModel>> {
  const audio = await findUsableAudio(
    caller,
    stems.map(({ audioDigest }) => audioDigest),
    transaction,
  );
  const missing = stems.filter(({ audioDigest }) => !audio.has(audioDigest));
  if (missing.length === 0) return audio;
  const names = missing.map(({ name }) => `“${name}”`).join(', ');
  throw new BeatflowError(
    'audio-missing',
    { stems: missing.map(({ name, audioDigest }) => ({ name, audioDigest })) },
    `You have not uploaded the audio of ${names}. Please upload it first.`,
  );
}
