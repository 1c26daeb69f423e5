import { createHash } from 'node:crypto';
import type { StemCreate } from '@beatflow/shared';
import type { Person } from './person.ts';

const RATE = 48_000;

/** A 16-bit mono WAV file of exactly these frames. */
export function toWav(frames: Int16Array): Buffer {
  const wav = Buffer.alloc(44 + frames.length * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + frames.length * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(frames.length * 2, 40);
  for (const [index, value] of frames.entries()) wav.writeInt16LE(value, 44 + index * 2);
  return wav;
}

/** Noise that never repeats, so that every frame has one place; another seed is another recording. */
export function makeNoise(frames: number, seed: number): Int16Array {
  let state = seed;
  return Int16Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ((state >>> 16) & 0x3fff) - 0x2000;
  });
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
    const wav = toWav(frames);
    const audioDigest = createHash('sha256').update(wav).digest('hex');
    const answer = await person.request.put(`/audio/${audioDigest}`, {
      data: wav,
      headers: { 'content-type': 'audio/wav' },
    });
    if (!answer.ok()) throw new Error(`The upload was answered with ${answer.status()}: ${await answer.text()}`);
    uploaded.push({ ...stem, audioDigest });
  }
  return person.api.commit.create.mutate({ ...commit, branch, stems: uploaded });
}
