import { addChorus } from '../../dsp/chorus.ts';
import { duck } from '../../dsp/dynamics.ts';
import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { playPad, sweepLowPass } from '../../instruments/pad.ts';
import { leadVoices } from '../../music/chord.ts';
import { STEPS_PER_BAR } from '../../music/grid.ts';
import { type Note, timeNotes } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { kickHits } from './drums.ts';
import { bars, grid, harmony, songFrames } from './score.ts';

const voicings = leadVoices(
  harmony.map((span) => span.chord),
  { voices: 4, centre: 62 },
);

function notes(): readonly Note[] {
  return harmony.flatMap((span, index) =>
    voicings[index]!.map((pitch) => ({ step: span.step, steps: span.steps, pitch, velocity: 0.8 })),
  );
}

/** The filter opens over the intro, stands wide in the chorus, and closes in the breakdown. */
function cutoffAt(frame: number): number {
  const bar = frame / grid.frameOfBar(1);
  if (bar < bars.verse) return 600 + 480 * bar;
  if (bar < bars.chorus) return 1700 + 200 * (bar - bars.verse);
  if (bar < bars.breakdown) return 5600;
  if (bar < bars.finale) return 1100 + 2400 * (bar - bars.breakdown);
  return Math.max(700, 5600 - 900 * Math.max(0, bar - bars.outro) ** 2);
}

export function playChords(): Stereo {
  const out = silentStereo(songFrames);
  playPad(out, timeNotes(grid, notes(), 1), { attackSeconds: 0.16, releaseSeconds: 0.5, detuneCents: 16 });
  sweepLowPass(out, cutoffAt);
  addChorus(out, { wet: 0.45 });
  duck(
    out,
    kickHits.filter((hit) => hit.step >= bars.chorus * STEPS_PER_BAR).map((hit) => grid.frameOf(hit.step)),
    { depth: 0.62, recoverySeconds: 0.75 },
  );
  addReverb(out, { seconds: 2.4, wet: 0.3, dampingHz: 4800 });
  return printTake(out, 'night-drive/chords', 0.037);
}
