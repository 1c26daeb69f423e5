import { openAiff } from './aiff/open-aiff.ts';
import { unreadable } from './audio-error.ts';
import type { AudioReader } from './audio-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { fourCc } from './byte-window.ts';
import { openFlac } from './flac/open-flac.ts';
import { type AudioLimits, checkSize } from './limits.ts';
import { findFirstMp3Frame, skipId3 } from './mp3/mp3-scan.ts';
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
  // Decoders are loaded when they are needed; a browser may never need them.
  if (name === 'OggS') return (await import('./ogg/open-ogg.ts')).openOgg(source, limits);
  if (fourCc(head, 4) === 'ftyp') return (await import('./m4a/open-m4a.ts')).openM4a(source, limits);
  return openTagged(source, limits, skipId3(head));
}

/** FLAC and MP3 may come behind an ID3 tag; MP3 has no other mark than its frames. */
async function openTagged(source: ByteSource, limits: AudioLimits, offset: number): Promise<AudioReader> {
  if (fourCc(await source.read(offset, 4)) === 'fLaC') return openFlac(source, limits, offset);
  const firstFrame = await findFirstMp3Frame(source, offset);
  if (firstFrame !== null) return (await import('./mp3/open-mp3.ts')).openMp3(source, limits, firstFrame);
  throw unreadable('This file is not audio.');
}
