import { addChorus } from '../../dsp/chorus.ts';
import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { playElectricPiano } from '../../instruments/electric-piano.ts';
import { leadVoices } from '../../music/chord.ts';
import { STEPS_PER_BAR } from '../../music/grid.ts';
import { type Note, timeNotes } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { bars, grid, harmony, songFrames } from './score.ts';

const voicings = leadVoices(
  harmony.map((span) => span.chord),
  { voices: 4, centre: 64 },
);

/** A chord where it begins, and a light one in between, off the beat. */
function notes(): readonly Note[] {
  return harmony.flatMap((span, index) => {
    const isCalm = span.step < bars.first * STEPS_PER_BAR || span.step >= bars.ending * STEPS_PER_BAR;
    const places = isCalm ? [0] : span.steps === 16 ? [0, 7, 11] : [0, 5];
    return places.flatMap((place, turn) => {
      const steps = (places[turn + 1] ?? span.steps) - place;
      return voicings[index]!.map((pitch) => ({
        step: span.step + place,
        steps,
        pitch,
        velocity: place === 0 ? 0.74 : 0.5,
      }));
    });
  });
}

export function playKeys(): Stereo {
  const out = silentStereo(songFrames);
  playElectricPiano(out, timeNotes(grid, notes(), 0.97));
  addChorus(out, { wet: 0.3, rateHz: 0.4 });
  addReverb(out, { seconds: 1.5, wet: 0.18, lowCutHz: 240 });
  return printTake(out, 'paper-lanterns/keys', 0.08);
}
