import { Envelope } from '../dsp/envelope.ts';
import { StateVariableFilter } from '../dsp/filter.ts';
import { SineOscillator } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import type { Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';
import { followLine, type LineSettings } from './line-player.ts';

/** Somebody whistling: nearly a sine, with the air around it in tune. */
export function whistle(out: Stereo, notes: readonly TimedNote[], settings: LineSettings): void {
  const [left, right] = out;
  const random = new Random(`${settings.seed}/air`);
  const lips = new SineOscillator();
  const octave = new SineOscillator();
  const air = new StateVariableFilter();
  const times = { attackSeconds: 0.035, decaySeconds: 0.8, sustain: 0.8, releaseSeconds: 0.11 };
  let loudness = new Envelope(times);
  let sounding: TimedNote | null = null;
  let level = 0;
  followLine(notes, left.length, settings, 0.13, (moment) => {
    if (moment.note !== sounding) {
      sounding = moment.note;
      loudness = new Envelope(times);
    }
    const hz = toHz(moment.pitch);
    air.tune(hz, 7);
    // A local is far cheaper than what a closure shares.
    let now = level;
    for (let frame = moment.startFrame; frame < moment.endFrame; frame++) {
      now += (loudness.next(moment.isHeld) * moment.note.velocity - now) * 0.004;
      const tone = lips.next(hz) + 0.05 * octave.next(hz * 2);
      const value = (tone * (0.9 + 0.1 * now) + air.band(random.bipolar()) * 0.16) * now;
      left[frame]! += value;
      right[frame]! += value;
    }
    level = now;
  });
}
