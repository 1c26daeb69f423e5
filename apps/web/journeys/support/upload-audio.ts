import { createHash } from 'node:crypto';
import type { Person } from './person.ts';

/** Uploads a WAV file past the page, as any client would; answers its digest. */
export async function uploadAudio(person: Person, wav: Buffer): Promise<string> {
  const digest = createHash('sha256').update(wav).digest('hex');
  const headers = { 'content-type': 'audio/wav' };
  const answer = await person.request.put(`/audio/${digest}`, { data: wav, headers });
  if (!answer.ok()) throw new Error(`The upload was answered with ${answer.status()}: ${await answer.text()}`);
  return digest;
}
