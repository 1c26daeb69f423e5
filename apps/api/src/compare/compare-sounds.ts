import type { SoundOfTrack } from '@beatflow/history';
import { BeatflowError } from '@beatflow/shared';
import type { Services } from '../services.ts';
import type { Pair } from '../sound/comparison.ts';

export interface ComparedSounds {
  /** What happened to the sound, by track. */
  sounds: Map<string, SoundOfTrack>;
  /** Why that cannot be told, by track. */
  problems: Map<string, string>;
}

/** Compares the sound of each replaced track. One that cannot be compared does not keep the others from being. */
export async function compareSounds(
  { sound, logger }: Pick<Services, 'sound' | 'logger'>,
  replaced: ReadonlyMap<string, Pair>,
): Promise<ComparedSounds> {
  const result: ComparedSounds = { sounds: new Map(), problems: new Map() };
  await Promise.all(
    [...replaced].map(async ([trackId, pair]) => {
      try {
        const { change } = await sound.compare(pair);
        result.sounds.set(trackId, { change, sampleRate: pair.after.sampleRate });
      } catch (err) {
        const isRefusal = err instanceof BeatflowError && err.reason !== 'internal';
        if (isRefusal && err.reason === 'server-busy') throw err;
        if (!isRefusal) logger.error({ err, trackId }, 'two sounds could not be compared');
        result.problems.set(trackId, isRefusal ? err.message : 'These sounds could not be compared.');
      }
    }),
  );
  return result;
}
