import { duck } from '../../dsp/dynamics.ts';
import type { Sound } from '../../dsp/sound.ts';
import { playSynthBass } from '../../instruments/synth-bass.ts';
import { STEPS_PER_BAR } from '../../music/grid.ts';
import type { ChordSpan } from '../../music/harmony.ts';
import { type Note, timeNotes } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { kickHits } from './drums.ts';
import { bars, grid, harmony, songFrames } from './score.ts';

/** For each sixteenth of a bar: `.` nothing, `r` the root, `o` its octave, `f` its fifth. */
const drive = 'r.rrr.ror.rrr.of';
const walk = 'r.r.r.r.r.r.o.f.';
const hold = 'r...............';

function patternOf(bar: number): string {
  if (bar >= bars.outro + 1) return hold;
  if (bar >= bars.breakdown && bar < bars.finale) return hold;
  if (bar >= bars.chorus) return drive;
  return bar >= bars.verse ? walk : '................';
}

/** The bass note nearest to the bottom of a bass: E1 and up. */
function rootOf(span: ChordSpan): number {
  return 28 + ((span.chord.bass - 28 + 1200) % 12);
}

function notes(): readonly Note[] {
  const played: Note[] = [];
  for (const span of harmony) {
    const bar = Math.floor(span.step / STEPS_PER_BAR);
    const pattern = patternOf(bar);
    const root = rootOf(span);
    for (let step = span.step; step < span.step + span.steps; step++) {
      const sign = pattern[step % STEPS_PER_BAR];
      const isFirst = step === span.step && pattern !== '................';
      if (sign === '.' && !isFirst) continue;
      const pitch = root + (sign === 'o' ? 12 : sign === 'f' ? 7 : 0);
      const onBeat = step % 4 === 0;
      played.push({ step, steps: pattern === hold ? span.steps : 1, pitch, velocity: onBeat ? 0.95 : 0.74 });
    }
  }
  // Each note lasts until the next one, half of them a little shorter: that is what makes it walk.
  return played.map((note, index) => {
    const gap = (played[index + 1]?.step ?? note.step + STEPS_PER_BAR) - note.step;
    return { ...note, steps: Math.min(gap, Math.max(note.steps, 2)) };
  });
}

export function playBass(): Sound {
  const out = new Float32Array(songFrames);
  playSynthBass(out, timeNotes(grid, notes(), 0.86), {
    cutoffHz: 260,
    sweepHz: 2600,
    resonance: 1.1,
    glideSeconds: 0.012,
  });
  const kickFrames = kickHits
    .filter((hit) => hit.step >= bars.verse * STEPS_PER_BAR)
    .map((hit) => grid.frameOf(hit.step));
  duck([out], kickFrames, { depth: 0.45, recoverySeconds: 0.35 });
  return printTake([out], 'night-drive/bass', 0.36);
}
