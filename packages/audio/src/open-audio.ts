import { openAiff } from './aiff/open-aiff.ts';
import { unreadable } from './audio-error.ts';
import type { AudioReader } from './audio-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { fourCc } from './byte-window.ts';
import { type AudioLimits, checkSize } from './limits.ts';
import { openWav } from './wav/open-wav.ts';

/**
 * Opens an audio file and reads its facts. The format is told from the content, never from a name.
 * Throws a BeatflowError (`audio-…`) with a sentence that says what is wrong.
 */
export async function openAudio(source: ByteSource, limits: AudioLimits = {}): Promise<AudioReader> {
  checkSize(source.size, limits);
  if (source.size === 0) throw unreadable('This file is empty.');
  const head = await source.read(0, 12);
  const name = fourCc(head);
  const kind = fourCc(head, 8);
  if (['RIFF', 'RF64', 'BW64'].includes(name) && kind === 'WAVE') return openWav(source, limits);
  if (name === 'FORM' && (kind === 'AIFF' || kind === 'AIFC')) return openAiff(source, limits);
  throw unreadable('This file is not audio.');
}
