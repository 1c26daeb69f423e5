import { guessStem, type StemType } from '@beatflow/shared';
import type { FilePrint } from '../../../upload/fingerprint/file-print.ts';
import type { ParentStem, PlanFile } from '../plan/push-plan.ts';

/** A stem of the parent; its audio is told by one word, so that two stems of one word sound the same. */
export function parentStem(
  name: string,
  stemType: StemType = 'other',
  audio: string = name,
  trackId: string = `t-${name}`,
): ParentStem {
  return {
    id: `s-${name}`,
    trackId,
    name,
    stemType,
    audioDigest: `file-${audio}`,
    duration: 1,
    gainDb: -3,
    pan: 0.5,
    muted: false,
    generationParams: { seed: 1 },
    audio: { pcmDigest: `pcm-${audio}`, sampleRate: 48_000, channels: 2, sampleFormat: 'int', frames: 48_000 },
  };
}

export function planFile(path: string): PlanFile {
  return { id: `f-${path}`, path, guess: guessStem(path) };
}

/** What a file of this audio is found to be; `header` makes other bytes of the same sound. */
export function print(audio: string, header = ''): FilePrint {
  return {
    digest: `file-${audio}${header}`,
    chunks: [{ offset: 0, length: 100, digest: `chunk-${audio}${header}` }],
    sound: { pcmDigest: `pcm-${audio}`, sampleRate: 48_000, channels: 2, sampleFormat: 'int' },
  };
}
