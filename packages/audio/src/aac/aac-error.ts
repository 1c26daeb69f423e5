import type { BeatflowError } from '@beatflow/shared';
import { inconsistent } from '../audio-error.ts';

export function damagedAac(): BeatflowError {
  return inconsistent('This AAC file is damaged: a packet does not decode.');
}
