import { randomBytes } from 'node:crypto';
import { writeWavHeader } from '@beatflow/audio';

const shape = { sampleRate: 48_000, channels: 2, bitDepth: 16, sampleFormat: 'int' as const };

/** A WAV file of noise, 16-bit stereo at 48 kHz; never the same twice. */
export function makeWav(frames: number): Buffer {
  return Buffer.concat([writeWavHeader(shape, frames), randomBytes(frames * 4)]);
}
