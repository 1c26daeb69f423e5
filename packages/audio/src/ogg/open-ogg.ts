import { truncated, unreadable } from '../audio-error.ts';
import type { AudioReader } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { fourCc } from '../byte-window.ts';
import type { AudioLimits } from '../limits.ts';
import { openOpus } from './open-opus.ts';
import { openVorbis } from './open-vorbis.ts';

/** Opens an Ogg file by what its first packet says it holds. */
export async function openOgg(source: ByteSource, limits: AudioLimits): Promise<AudioReader> {
  const head = await source.read(0, 64);
  if (head.length < 64) throw truncated('This Ogg file ends inside its header.');
  const body = head.subarray(27 + head[26]!);
  if (fourCc(body) === 'Opus') return openOpus(source, limits);
  if (body[0] === 1 && fourCc(body, 1) === 'vorb') return openVorbis(source, limits);
  throw unreadable('This Ogg file holds neither Vorbis nor Opus.');
}
