import { writeWavHeader } from '@beatflow/audio';

const SHAPE = { sampleRate: 48_000, channels: 2, bitDepth: 24, sampleFormat: 'int' } as const;
const HEADER_BYTES = 44;
const FRAME_BYTES = 6;

/** A stem of stereo at 48 kHz and 24 bits: chords with some noise, so that no two seconds are the same. */
export function makeSong(seconds: number, random: () => number): Buffer {
  const frames = seconds * SHAPE.sampleRate;
  const song = Buffer.alloc(HEADER_BYTES + frames * FRAME_BYTES);
  song.set(writeWavHeader(SHAPE, frames));
  play(song, 0, frames, random);
  return song;
}

/** Plays one second of it anew, somewhere. */
export function punchIn(song: Buffer, random: () => number): void {
  const frames = (song.length - HEADER_BYTES) / FRAME_BYTES;
  play(song, Math.floor(random() * (frames - SHAPE.sampleRate)), SHAPE.sampleRate, random);
}

function play(song: Buffer, startFrame: number, frames: number, random: () => number): void {
  const [low, high] = [0.005 + 0.02 * random(), 0.02 + 0.08 * random()];
  for (let frame = 0, at = HEADER_BYTES + startFrame * FRAME_BYTES; frame < frames; frame++, at += FRAME_BYTES) {
    const tone = Math.sin(frame * low) * 2_000_000 + Math.sin(frame * high) * 900_000;
    song.writeIntLE(Math.round(tone + random() * 3000), at, 3);
    song.writeIntLE(Math.round(0.7 * tone + random() * 3000), at + 3, 3);
  }
}
