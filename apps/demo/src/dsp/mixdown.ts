import { dbToGain, panGains, type Sound, type Stereo, silentStereo } from './sound.ts';

/** A sound and how it sits in a mix. */
export interface MixInput {
  sound: Sound;
  gainDb?: number;
  pan?: number;
}

/** Adds stems up as a player does; a mono stem is heard in the middle. */
export function mixDown(inputs: readonly MixInput[]): Stereo {
  const out = silentStereo(Math.max(...inputs.map(({ sound }) => sound[0]!.length)));
  for (const { sound, gainDb = 0, pan = 0 } of inputs) {
    const gains = panGains(pan);
    out.forEach((channel, side) => {
      const source = sound[side] ?? sound[0]!;
      const gain = dbToGain(gainDb) * gains[side]!;
      for (let frame = 0; frame < source.length; frame++) channel[frame]! += source[frame]! * gain;
    });
  }
  return out;
}
