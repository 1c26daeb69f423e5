import { decayPerFrame } from '../dsp/envelope.ts';
import { fadeEnd } from '../dsp/fade-end.ts';
import { StateVariableFilter } from '../dsp/filter.ts';
import { Random } from '../dsp/random.ts';
import { SAMPLE_RATE } from '../dsp/sound.ts';

/** The six clashing squares of a metal plate. */
const METAL_HZ = [2053, 3059, 3697, 4561, 5413, 6637];

export interface CymbalSettings {
  seconds: number;
  /** How much is metal; the rest is noise. */
  metal: number;
  highPassHz: number;
  attackSeconds?: number;
  seed: string;
}

/** A hat or a cymbal: clashing squares and noise, high-passed, falling. */
export function makeCymbal(settings: CymbalSettings): Float32Array {
  const { seconds, metal, highPassHz, attackSeconds = 0.0005, seed } = settings;
  const cymbal = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  const random = new Random(seed);
  const first = new StateVariableFilter(highPassHz, 0.8);
  const second = new StateVariableFilter(highPassHz * 0.9, 0.6);
  const phases = METAL_HZ.map(() => random.next());
  const attack = attackSeconds * SAMPLE_RATE;
  const decay = decayPerFrame(seconds);
  let level = 1;
  for (let frame = 0; frame < cymbal.length; frame++) {
    let plate = 0;
    for (let index = 0; index < phases.length; index++) {
      const phase = (phases[index]! + METAL_HZ[index]! / SAMPLE_RATE) % 1;
      phases[index] = phase;
      plate += phase < 0.5 ? 1 : -1;
    }
    const source = (plate / METAL_HZ.length) * metal + random.bipolar() * (1 - metal);
    cymbal[frame] = second.high(first.high(source)) * level * Math.min(1, frame / attack);
    level *= decay;
  }
  return fadeEnd(cymbal);
}

/** The same cymbal backwards: the breath before a chorus. */
export function reversed(sound: Float32Array): Float32Array {
  return sound.slice().reverse();
}
