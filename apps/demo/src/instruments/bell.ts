import { decayPerFrame } from '../dsp/envelope.ts';
import { sine } from '../dsp/oscillator.ts';
import { panGains, SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';

export interface BellSettings {
  /** How much higher the modulating sine is. */
  ratio: number;
  /** How strongly it bends the carrier at first. */
  brightness: number;
  seconds: number;
  /** Depth and speed of the motor, as a vibraphone has. */
  tremolo?: number;
  tremoloHz?: number;
}

/** A bell or a bar by frequency modulation (Chowning): one sine bends the other, less and less. */
export function playBells(out: Stereo, notes: readonly TimedNote[], settings: BellSettings): void {
  const [left, right] = out;
  const { ratio, brightness, seconds, tremolo = 0, tremoloHz = 5 } = settings;
  const decay = decayPerFrame(seconds);
  const dulling = decayPerFrame(seconds * 0.35);
  for (const note of notes) {
    const hz = toHz(note.pitch);
    const [leftGain, rightGain] = panGains(((note.pitch % 12) - 6) / 16);
    const last = Math.min(left.length, note.startFrame + Math.round(seconds * SAMPLE_RATE));
    let level = note.velocity;
    let bend = (brightness * note.velocity) / (2 * Math.PI);
    for (let frame = note.startFrame; frame < last; frame++) {
      const turns = (hz * (frame - note.startFrame)) / SAMPLE_RATE;
      const motor = 1 - tremolo * (0.5 + 0.5 * sine((tremoloHz * frame) / SAMPLE_RATE));
      const edge = Math.min(1, (frame - note.startFrame) / 64, (last - frame) / 480);
      const value = sine(turns + bend * sine(turns * ratio) + 1) * level * motor * edge;
      left[frame]! += value * leftGain;
      right[frame]! += value * rightGain;
      level *= decay;
      bend *= dulling;
    }
  }
}
