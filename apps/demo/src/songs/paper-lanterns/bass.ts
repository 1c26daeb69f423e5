import type { Sound } from '../../dsp/sound.ts';
import { playUprightBass } from '../../instruments/upright-bass.ts';
import { STEPS_PER_BAR } from '../../music/grid.ts';
import { type Note, timeNotes } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { bars, grid, harmony, songFrames } from './score.ts';

/** The bass note between E1 and D#2. */
function low(pitchClass: number): number {
  return 28 + ((pitchClass - 28 + 1200) % 12);
}

/** A fifth above where the hand reaches it, else the fourth below, which is the same note. */
function fifthOf(root: number): number {
  return root + 7 <= 40 ? root + 7 : root - 5;
}

/** Bossa: the root, its fifth, and a step from the side into the next chord. */
function notes(): readonly Note[] {
  return harmony.flatMap((span, index) => {
    const root = low(span.chord.bass);
    const next = harmony[index + 1] ? low(harmony[index + 1]!.chord.bass) : root;
    const approach = next + (next > root ? -1 : 1);
    const bar = Math.floor(span.step / STEPS_PER_BAR);
    if (bar < bars.intro + 1) return [];
    if (bar >= bars.end - 1) return [{ step: span.step, steps: 16, pitch: root, velocity: 0.9 }];
    if (span.steps === 8) {
      return [
        { step: span.step, steps: 6, pitch: root, velocity: 0.9 },
        { step: span.step + 6, steps: 2, pitch: approach, velocity: 0.7 },
      ];
    }
    return [
      { step: span.step, steps: 6, pitch: root, velocity: 0.95 },
      { step: span.step + 6, steps: 2, pitch: fifthOf(root), velocity: 0.66 },
      { step: span.step + 8, steps: 6, pitch: fifthOf(root), velocity: 0.85 },
      { step: span.step + 14, steps: 2, pitch: approach, velocity: 0.7 },
    ];
  });
}

export function playBass(): Sound {
  const out = new Float32Array(songFrames);
  playUprightBass(out, timeNotes(grid, notes(), 0.94));
  return printTake([out], 'paper-lanterns/bass', 0.36);
}
