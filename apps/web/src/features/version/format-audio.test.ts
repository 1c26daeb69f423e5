import { expect, test } from 'vitest';
import { formatChannels, formatCodec } from './format-audio.ts';

test('a file is described as its owner would', () => {
  expect(formatCodec({ format: 'wav', bitDepth: 24, sampleFormat: 'int' })).toBe('WAV 24-bit');
  expect(formatCodec({ format: 'wav', bitDepth: 32, sampleFormat: 'float' })).toBe('WAV 32-bit float');
  expect(formatCodec({ format: 'mp3', bitDepth: 32, sampleFormat: 'float' })).toBe('MP3');
  expect([1, 2, 6].map(formatChannels)).toEqual(['mono', 'stereo', '6 channels']);
});
