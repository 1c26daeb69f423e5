import { addPingPong } from '../../dsp/echo.ts';
import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { playPlucks } from '../../instruments/pluck.ts';
import { leadVoices } from '../../music/chord.ts';
import { STEPS_PER_BAR } from '../../music/grid.ts';
import { type Note, type TimedNote, timeNotes } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { bars, grid, harmony, songFrames } from './score.ts';

/** Which of the chord's notes falls on which sixteenth, counted upwards over two octaves. */
const order = [0, 2, 4, 1, 3, 5, 2, 6, 4, 1, 3, 5, 2, 4, 6, 3];

const voicings = leadVoices(
  harmony.map((span) => span.chord),
  { voices: 4, centre: 66 },
);

function notes(): readonly Note[] {
  return harmony.flatMap((span, index) => {
    const ladder = [...voicings[index]!, ...voicings[index]!.map((pitch) => pitch + 12)];
    const isLast = span.step >= (bars.end - 1) * STEPS_PER_BAR;
    return Array.from({ length: isLast ? 5 : span.steps }, (_, offset) => {
      const step = span.step + offset;
      const pitch = ladder[order[step % STEPS_PER_BAR]! % ladder.length]!;
      return { step, steps: 1, pitch, velocity: step % 4 === 0 ? 0.9 : step % 2 === 0 ? 0.66 : 0.5 };
    });
  });
}

/** Dark at first, bright towards each chorus. */
function brightnessHz(note: TimedNote): number {
  const bar = note.startFrame / grid.frameOfBar(1);
  const rise = bar < bars.verse ? 0.34 + bar / 9 : bar < bars.chorus ? 0.45 + (bar - bars.verse) / 24 : 0.8;
  return 7600 * rise * note.velocity;
}

export function playArp(): Stereo {
  const out = silentStereo(songFrames);
  playPlucks(out, timeNotes(grid, notes()), {
    seconds: 0.38,
    brightnessHz,
    pan: (index) => (index % 2 === 0 ? -0.35 : 0.35),
  });
  addPingPong(out, { seconds: (grid.framesPerStep * 3) / 48_000, feedback: 0.42, wet: 0.34 });
  addReverb(out, { seconds: 1.6, wet: 0.14, lowCutHz: 300 });
  return printTake(out, 'night-drive/arp', 0.165);
}
