import { createHash } from 'node:crypto';
import type { StemType } from '@beatflow/shared';
import type { Person } from './person.ts';
import { createToneWav } from './wav.ts';

interface PushOptions {
  repositoryId: string;
  expectedHead: string | null;
  message: string;
  branch?: string;
  bpm?: number;
  keySignature?: string;
  stems: { name: string; stemType: StemType; frequency: number; seconds?: number }[];
}

/** Pushes a version with synthesised stems through the API, as any client would. */
export async function pushVersion(person: Person, options: PushOptions) {
  const { stems, branch = 'main', ...commit } = options;
  const uploaded = [];
  for (const { name, stemType, frequency, seconds } of stems) {
    const wav = createToneWav({ frequency, seconds });
    const audioDigest = createHash('sha256').update(wav).digest('hex');
    const answer = await person.request.put(`/audio/${audioDigest}`, {
      data: wav,
      headers: { 'content-type': 'audio/wav' },
    });
    if (!answer.ok()) throw new Error(`The upload was answered with ${answer.status()}: ${await answer.text()}`);
    uploaded.push({ name, stemType, audioDigest });
  }
  return person.api.commit.create.mutate({ ...commit, branch, stems: uploaded });
}
