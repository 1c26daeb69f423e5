import { type Chord, parseChord } from './chord.ts';
import { STEPS_PER_BAR } from './grid.ts';

/** A chord and the sixteenths for which it stays. */
export interface ChordSpan {
  step: number;
  steps: number;
  chord: Chord;
}

/** Reads a lead sheet: bars between `|`, the chords of a bar share it evenly. */
export function parseHarmony(text: string): readonly ChordSpan[] {
  return text
    .split('|')
    .map((bar) => bar.trim())
    .filter((bar) => bar !== '')
    .flatMap((bar, index) => {
      const names = bar.split(/\s+/);
      const steps = STEPS_PER_BAR / names.length;
      return names.map((name, place) => ({
        step: index * STEPS_PER_BAR + place * steps,
        steps,
        chord: parseChord(name),
      }));
    });
}
