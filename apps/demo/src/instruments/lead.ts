import { Envelope } from '../dsp/envelope.ts';
import { StateVariableFilter } from '../dsp/filter.ts';
import { PulseOscillator, SawOscillator } from '../dsp/oscillator.ts';
import type { Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';
import { followLine, type LineSettings } from './line-player.ts';

/** A singing synthesiser lead: two saws apart, a pulse below, and a filter that follows the touch. */
export function playLead(out: Stereo, notes: readonly TimedNote[], settings: LineSettings): void {
  const [left, right] = out;
  const oscillators = { low: new SawOscillator(), high: new SawOscillator(0.4), below: new PulseOscillator(0.5, 0.2) };
  const leftFilter = new StateVariableFilter();
  const rightFilter = new StateVariableFilter();
  const times = { attackSeconds: 0.012, decaySeconds: 1.2, sustain: 0.72, releaseSeconds: 0.16 };
  let playing: TimedNote | null = null;
  let loudness = new Envelope(times);
  let level = 0;
  followLine(notes, left.length, settings, 0.18, (moment) => {
    if (moment.note !== playing) {
      playing = moment.note;
      loudness = new Envelope(times);
    }
    const hz = toHz(moment.pitch);
    const cutoff = Math.min(11000, hz * 4.5 + 4200 * Math.exp(-moment.seconds * 5) * moment.note.velocity);
    leftFilter.tune(cutoff, 0.9);
    rightFilter.tune(cutoff * 1.06, 0.9);
    // A local is far cheaper than what a closure shares.
    let now = level;
    for (let frame = moment.startFrame; frame < moment.endFrame; frame++) {
      // The level glides from note to note, so that a new note never clicks.
      now += (loudness.next(moment.isHeld) * moment.note.velocity - now) * 0.006;
      const below = oscillators.below.next(hz * 0.5) * 0.28;
      left[frame]! += leftFilter.low(oscillators.low.next(hz * 0.9965) + below) * now;
      right[frame]! += rightFilter.low(oscillators.high.next(hz * 1.0035) + below) * now;
    }
    level = now;
  });
}
