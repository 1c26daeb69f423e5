import { softClip } from '../dsp/dynamics.ts';
import { quantise } from '../dsp/quantise.ts';
import { type Sound, scale } from '../dsp/sound.ts';

/** Brings what was played to its level, rounds off its peaks, and writes it down in 24 bits. */
export function printTake<Any extends Sound>(sound: Any, name: string, gain: number): Any {
  scale(sound, gain);
  softClip(sound);
  quantise(sound, name);
  return sound;
}
