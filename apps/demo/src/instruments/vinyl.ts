import { OnePole } from '../dsp/filter.ts';
import { Random } from '../dsp/random.ts';
import { SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';

/** An old record going round without music: hiss, a little rumble, and dust. */
export function playVinyl(out: Stereo, seed: string): void {
  out.forEach((channel, side) => {
    const random = new Random(`${seed}/${side}`);
    const hiss = new OnePole(5200);
    const rumble = new OnePole(60);
    const spark = new OnePole(4200);
    const perFrame = 9 / SAMPLE_RATE;
    for (let frame = 0; frame < channel.length; frame++) {
      const noise = random.bipolar();
      const dust = random.next() < perFrame ? random.bipolar() ** 3 : 0;
      channel[frame]! += hiss.low(noise) * 0.012 + rumble.low(noise) * 0.06 + spark.low(dust) * 0.9;
    }
  });
}
