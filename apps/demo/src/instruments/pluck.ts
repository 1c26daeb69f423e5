import { decayPerFrame } from '../dsp/envelope.ts';
import { StateVariableFilter } from '../dsp/filter.ts';
import { PulseOscillator, SawOscillator } from '../dsp/oscillator.ts';
import { panGains, SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';

export interface PluckSettings {
  seconds: number;
  /** Where the filter begins to close, asked for each note. */
  brightnessHz: (note: TimedNote) => number;
  pan: (index: number) => number;
}

const BLOCK = 16;

/** A short synthetic pluck: saw and pulse behind a filter that shuts quickly. */
export function playPlucks(out: Stereo, notes: readonly TimedNote[], settings: PluckSettings): void {
  const [left, right] = out;
  const { seconds, brightnessHz, pan } = settings;
  const decay = decayPerFrame(seconds);
  const closing = decayPerFrame(seconds * 0.55) ** BLOCK;
  notes.forEach((note, index) => {
    const hz = toHz(note.pitch);
    const saw = new SawOscillator(0.25);
    const pulse = new PulseOscillator(0.35, 0.6);
    const filter = new StateVariableFilter();
    const [leftGain, rightGain] = panGains(pan(index));
    const last = Math.min(left.length, note.startFrame + Math.round(seconds * SAMPLE_RATE));
    let opening = brightnessHz(note);
    let level = note.velocity;
    for (let block = note.startFrame; block < last; block += BLOCK) {
      filter.tune(hz * 0.9 + opening, 1.3);
      opening *= closing;
      for (let frame = block; frame < Math.min(block + BLOCK, last); frame++) {
        const edge = Math.min(1, (frame - note.startFrame) / 48, (last - frame) / 240);
        const value = filter.low(saw.next(hz) * 0.6 + pulse.next(hz * 1.005) * 0.35) * level * edge;
        left[frame]! += value * leftGain;
        right[frame]! += value * rightGain;
        level *= decay;
      }
    }
  });
}
