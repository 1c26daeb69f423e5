import type { StemCreate } from '@beatflow/shared';
import type { Person } from './person.ts';
import { uploadAudio } from './upload-audio.ts';
import { createNoise, toWav } from './wav.ts';

/** Noise that never repeats, so that every frame has one place; another seed is another recording. */
export function makeNoise(frames: number, seed: number): Int16Array {
  const noise = createNoise(seed);
  return Int16Array.from({ length: frames }, () => ((noise() >>> 16) & 0x3fff) - 0x2000);
}

interface SoundVersion {
  repositoryId: string;
  branch?: string;
  expectedHead: string | null;
  message: string;
  stems: (Omit<StemCreate, 'audioDigest' | 'gainDb' | 'pan' | 'muted'> & { frames: Int16Array; gainDb?: number })[];
}

/** Pushes a version whose stems have exactly these frames. */
export async function pushSound(person: Person, { stems, branch = 'main', ...commit }: SoundVersion) {
  const uploaded = [];
  for (const { frames, ...stem } of stems) {
    uploaded.push({ ...stem, audioDigest: await uploadAudio(person, toWav(frames)) });
  }
  return person.api.commit.create.mutate({ ...commit, branch, stems: uploaded });
}
