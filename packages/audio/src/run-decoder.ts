import { BeatflowError } from '@beatflow/shared';
import { inconsistent } from './audio-error.ts';

/** Runs one step of a third party's decoder; whatever it throws means that the file is damaged. */
export function runDecoder<T>(name: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asDamage(name, error);
  }
}

/** The same for a step that takes time. */
export async function awaitDecoder<T>(name: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asDamage(name, error);
  }
}

function asDamage(name: string, error: unknown): BeatflowError {
  return error instanceof BeatflowError ? error : inconsistent(`This ${name} file is damaged: it does not decode.`);
}
