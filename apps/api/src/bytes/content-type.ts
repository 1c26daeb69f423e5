import type { AudioFormat } from '@beatflow/shared';

const types: Record<AudioFormat, string> = {
  wav: 'audio/wav',
  aiff: 'audio/aiff',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
};

export function contentTypeOf({ format }: { format: AudioFormat }): string {
  return types[format];
}
