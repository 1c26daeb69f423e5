import { StateVariableFilter } from '../dsp/filter.ts';
import { SawOscillator, sine } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import { SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';

export interface PadSettings {
  attackSeconds: number;
  releaseSeconds: number;
  /** Between the outer two of the three saws of a note. */
  detuneCents: number;
}

/** Slow strings: three saws for each note, one left, one right, one between, none in tune with another. */
export function playPad(out: Stereo, notes: readonly TimedNote[], settings: PadSettings): void {
  const [left, right] = out;
  const { attackSeconds, releaseSeconds, detuneCents } = settings;
  const spread = 2 ** (detuneCents / 2400);
  for (const note of notes) {
    const random = new Random(`pad/${note.startFrame}/${note.pitch}`);
    const hz = toHz(note.pitch);
    const saws = [hz / spread, hz * (1 + 0.0004 * random.bipolar()), hz * spread] as const;
    const low = new SawOscillator(random.next());
    const middle = new SawOscillator(random.next());
    const high = new SawOscillator(random.next());
    const attack = attackSeconds * SAMPLE_RATE;
    const release = releaseSeconds * SAMPLE_RATE;
    const end = note.startFrame + note.frames;
    const last = Math.min(left.length, Math.round(end + release));
    for (let frame = note.startFrame; frame < last; frame++) {
      const rise = Math.min(1, (frame - note.startFrame) / attack);
      const fall = frame < end ? 1 : 1 - (frame - end) / release;
      const level = rise * fall * fall * note.velocity;
      const centre = middle.next(saws[1]) * 0.7;
      left[frame]! += (low.next(saws[0]) + centre) * level;
      right[frame]! += (high.next(saws[2]) + centre) * level;
    }
  }
}

/** Filters a whole stem; `cutoffAt` says where the filter stands at a frame, and is asked every few frames. */
export function sweepLowPass(out: Stereo, cutoffAt: (frame: number) => number, resonance = 0.8): void {
  const block = 32;
  out.forEach((channel, side) => {
    const filter = new StateVariableFilter();
    for (let start = 0; start < channel.length; start += block) {
      const sway = 1 + 0.12 * sine(start / SAMPLE_RATE / 9 + side * 0.3);
      filter.tune(cutoffAt(start) * sway, resonance);
      const end = Math.min(start + block, channel.length);
      for (let frame = start; frame < end; frame++) channel[frame] = filter.low(channel[frame]!);
    }
  });
}
