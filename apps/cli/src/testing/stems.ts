import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeNoise, type Noise, punchIn, writeSound } from '../../../api/src/testing/test-sound.ts';

export { type Noise, punchIn, writeSound };

/** Two seconds of a sound of its own. */
export function sound(seed: number): Noise {
  return makeNoise(96_000, seed);
}

export async function bounce(folder: string, files: Record<string, Noise>): Promise<void> {
  for (const [name, noise] of Object.entries(files)) await writeFile(join(folder, name), writeSound(noise));
}

export function quieter(noise: Noise, factor: number): Noise {
  return noise.map((value) => Math.round(value * factor));
}

export async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
