import type { StemResponse } from '@beatflow/shared';

type Audio = StemResponse['audio'];

const NAMES: Record<Audio['format'], string> = {
  wav: 'WAV',
  aiff: 'AIFF',
  flac: 'FLAC',
  mp3: 'MP3',
  ogg: 'Ogg Vorbis',
  m4a: 'M4A (AAC)',
};

const LOSSLESS = new Set<Audio['format']>(['wav', 'aiff', 'flac']);

/** `WAV 24-bit`, `WAV 32-bit float`, `MP3`: a depth only where the file has one. */
export function formatCodec({
  format,
  codec,
  bitDepth,
  sampleFormat,
}: Pick<Audio, 'format' | 'codec' | 'bitDepth' | 'sampleFormat'>): string {
  if (codec === 'opus') return 'Opus';
  if (!LOSSLESS.has(format)) return NAMES[format];
  return `${NAMES[format]} ${bitDepth}-bit${sampleFormat === 'float' ? ' float' : ''}`;
}

export function formatChannels(channels: number): string {
  if (channels === 1) return 'mono';
  return channels === 2 ? 'stereo' : `${channels} channels`;
}
