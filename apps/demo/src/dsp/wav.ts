import { SAMPLE_RATE, type Sound } from './sound.ts';

const HEADER_BYTES = 44;
const BYTES_PER_VALUE = 3;
const FULL_SCALE = 2 ** 23;

/** Writes a quantised sound as a 24-bit WAV file. */
export function encodeWav(sound: Sound): Buffer {
  const channels = sound.length;
  const frames = sound[0]!.length;
  const dataBytes = frames * channels * BYTES_PER_VALUE;
  const padding = dataBytes % 2;
  const file = Buffer.alloc(HEADER_BYTES + dataBytes + padding);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * channels * BYTES_PER_VALUE, 28);
  file.writeUInt16LE(channels * BYTES_PER_VALUE, 32);
  file.writeUInt16LE(BYTES_PER_VALUE * 8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(dataBytes, 40);
  sound.forEach((channel, index) => {
    let at = HEADER_BYTES + index * BYTES_PER_VALUE;
    for (let frame = 0; frame < frames; frame++) {
      const value = Math.round(channel[frame]! * FULL_SCALE);
      file[at] = value & 0xff;
      file[at + 1] = (value >> 8) & 0xff;
      file[at + 2] = (value >> 16) & 0xff;
      at += channels * BYTES_PER_VALUE;
    }
  });
  return file;
}
