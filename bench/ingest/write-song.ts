import { writeFileSync } from 'node:fs';
import { createRandom, synthesise, writeWav } from '@beatflow/audio/testing';

const sampleRate = 48_000;
const seconds = 240;

/** Writes four minutes of a synthesised song, 24 bits, stereo. */
export function writeSong(path: string): void {
  writeFileSync(path, writeWav(synthesise({ frames: sampleRate * seconds }), { bitDepth: 24, sampleRate }));
}

/** The same length of white noise: the costliest sound there is for a true-peak meter. */
export function writeNoise(path: string): void {
  const random = createRandom(1);
  const planes = [0, 1].map(() => Float64Array.from({ length: sampleRate * seconds }, () => 1.8 * (random() - 0.5)));
  writeFileSync(path, writeWav(planes, { bitDepth: 24, sampleRate }));
}
