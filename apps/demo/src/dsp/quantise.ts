import { Random } from './random.ts';
import type { Sound } from './sound.ts';

const FULL_SCALE = 2 ** 23;
const STEP = 1 / FULL_SCALE;
/** Below this (−140 dBFS) there is nothing: silence stays digital silence. */
const NOTHING = 1e-7;

/**
 * Rounds to 24 bits with triangular dither (TPDF) of two steps. The values stay floats, and exact: a 32-bit float
 * holds every 24-bit step below full scale.
 */
export function quantise(sound: Sound, seed: string): void {
  sound.forEach((channel, index) => {
    // Marsaglia's xorshift, of which either half is one of the two dice: this runs for every value of every stem.
    let chance = Math.floor(new Random(`${seed}/${index}`).next() * 0xffffffff) | 1;
    for (let frame = 0; frame < channel.length; frame++) {
      const value = channel[frame]!;
      chance ^= chance << 13;
      chance ^= chance >>> 17;
      chance ^= chance << 5;
      const dither = ((chance & 0xffff) - (chance >>> 16)) / 0x10000;
      channel[frame] = Math.abs(value) < NOTHING ? 0 : toStep(value * FULL_SCALE + dither) * STEP;
    }
  });
}

/** The nearest step of 24 bits, as an integer. */
export function toStep(value: number): number {
  return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(value)));
}
