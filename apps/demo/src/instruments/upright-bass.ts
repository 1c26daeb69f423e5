import { Envelope } from '../dsp/envelope.ts';
import { OnePole } from '../dsp/filter.ts';
import { sine } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import { SAMPLE_RATE } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';

/** The partials of a plucked gut string, from the lowest. */
const PARTIALS = [0.9, 0.85, 0.55, 0.38, 0.24, 0.16, 0.1];

/** A double bass, plucked: partials of which the higher fade sooner, and the finger leaving the string. */
export function playUprightBass(out: Float32Array, notes: readonly TimedNote[]): void {
  for (const note of notes) {
    const random = new Random(`upright/${note.startFrame}`);
    const hz = toHz(note.pitch) * (1 + 0.0012 * random.bipolar());
    const finger = new OnePole(900);
    const loudness = new Envelope({ attackSeconds: 0.006, decaySeconds: 2.6, sustain: 0, releaseSeconds: 0.12 });
    const end = note.startFrame + note.frames;
    const last = Math.min(out.length, end + Math.round(0.14 * SAMPLE_RATE));
    for (let frame = note.startFrame; frame < last; frame++) {
      const seconds = (frame - note.startFrame) / SAMPLE_RATE;
      // A plucked string starts a little sharp, and comes down as it calms.
      const phase = hz * (seconds + 0.0006 * (1 - Math.exp(-seconds * 22)));
      let string = 0;
      for (let partial = 0; partial < PARTIALS.length; partial++) {
        string += PARTIALS[partial]! * sine(phase * (partial + 1)) * Math.exp(-seconds * partial * 2.1);
      }
      const touch = finger.low(random.bipolar()) * Math.exp(-seconds * 110) * 0.8;
      const level = loudness.next(frame < end) * note.velocity * Math.min(1, (last - frame) / 240);
      out[frame]! += Math.tanh((string * 0.6 + touch) * 1.1) * level;
    }
  }
}
