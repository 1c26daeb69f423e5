import { decayPerFrame, Envelope } from '../dsp/envelope.ts';
import { sine } from '../dsp/oscillator.ts';
import { SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';

/** An electric piano: a warm tine by frequency modulation, a short ping above it, and the slow stereo sway of its amplifier. */
export function playElectricPiano(out: Stereo, notes: readonly TimedNote[]): void {
  const [left, right] = out;
  const warmthDecay = decayPerFrame(1.4);
  const pingDecay = decayPerFrame(0.35);
  for (const note of notes) {
    const hz = toHz(note.pitch);
    const end = note.startFrame + note.frames;
    const last = Math.min(left.length, end + Math.round(0.35 * SAMPLE_RATE));
    const loudness = new Envelope({ attackSeconds: 0.004, decaySeconds: 3.6, sustain: 0, releaseSeconds: 0.3 });
    let warmth = (1.5 * note.velocity ** 1.5) / (2 * Math.PI);
    let ping = 0.16 * note.velocity ** 2;
    for (let frame = note.startFrame; frame < last; frame++) {
      const turns = (hz * (frame - note.startFrame)) / SAMPLE_RATE;
      const tine = sine(turns + warmth * sine(turns) + 1) + ping * sine(turns * 14.02);
      const level = loudness.next(frame < end) * note.velocity * Math.min(1, (last - frame) / 480);
      const sway = 0.28 * sine((1.9 * frame) / SAMPLE_RATE);
      left[frame]! += tine * level * (1 + sway);
      right[frame]! += tine * level * (1 - sway);
      warmth *= warmthDecay;
      ping *= pingDecay;
    }
  }
}
