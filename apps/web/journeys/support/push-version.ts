import type { StemType } from '@beatflow/shared';
import type { Person } from './person.ts';
import { uploadAudio } from './upload-audio.ts';
import { SAMPLE_RATE, toWav } from './wav.ts';

interface PushOptions {
  repositoryId: string;
  expectedHead: string | null;
  message: string;
  branch?: string;
  bpm?: number;
  keySignature?: string;
  stems: { name: string; stemType: StemType; frequency: number; seconds?: number }[];
}

/** A WAV file with a decaying tone, 16-bit mono: small, and real audio. */
function createToneWav({ frequency, seconds = 2 }: { frequency: number; seconds?: number }): Buffer {
  const length = Math.round(seconds * SAMPLE_RATE);
  const frames = Int16Array.from({ length }, (_, frame) => {
    const time = frame / SAMPLE_RATE;
    const value = Math.sin(2 * Math.PI * frequency * time) * Math.exp(-(time % 0.5) * 5) * 0.6;
    return Math.round(value * 32_767);
  });
  return toWav(frames);
}

/** Pushes a version with synthesised stems through the API, as any client would. */
export async function pushVersion(person: Person, options: PushOptions) {
  const { stems, branch = 'main', ...commit } = options;
  const uploaded = [];
  for (const { name, stemType, frequency, seconds } of stems) {
    uploaded.push({ name, stemType, audioDigest: await uploadAudio(person, createToneWav({ frequency, seconds })) });
  }
  return person.api.commit.create.mutate({ ...commit, branch, stems: uploaded });
}
