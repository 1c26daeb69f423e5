import { expect, test } from 'vitest';
import { formatChannels, formatCodec } from './format-audio.ts';

test('a file is described as its owner would', () => {
  const int = { bitDepth: 24, sampleFormat: 'int' } as const;
  const float = { bitDepth: 32, sampleFormat: 'float' } as const;
  expect(formatCodec({ format: 'wav', codec: 'pcm-s24', ...int })).toBe('WAV 24-bit');
  expect(formatCodec({ format: 'wav', codec: 'pcm-f32', ...float })).toBe('WAV 32-bit float');
  expect(formatCodec({ format: 'mp3', codec: 'mp3', ...float })).toBe('MP3');
  expect(formatCodec({ format: 'ogg', codec: 'vorbis', ...float })).toBe('Ogg Vorbis');
  expect(formatCodec({ format: 'ogg', codec: 'opus', ...float })).toBe('Opus');
  expect([1, 2, 6].map(formatChannels)).toEqual(['mono', 'stereo', '6 channels']);
});
