import { addPingPong } from '../../dsp/echo.ts';
import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { sing } from '../../instruments/voice.ts';
import { STEPS_PER_BAR } from '../../music/grid.ts';
import { type Note, type TimedNote, timeNotes, transpose } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { bars, grid, song, songFrames } from './score.ts';

/** How far behind the beat the singer was on the day: the later version moves the take up by as much. */
export const dragFrames = 1680;

const manner = { glideSeconds: 0.045, vibratoHz: 5.3, vibratoCents: 26, vibratoDelaySeconds: 0.28, driftCents: 9 };

function late(notes: readonly TimedNote[]): readonly TimedNote[] {
  return notes.map((note) => ({ ...note, startFrame: note.startFrame + dragFrames }));
}

function inChorus(note: Note): boolean {
  return note.step >= bars.chorus * STEPS_PER_BAR;
}

/** One singer, doubled by themselves in the chorus, with an airy octave above. */
export function playVoice(): Stereo {
  const out = silentStereo(songFrames);
  const low = transpose(song, -12);
  const all = late(timeNotes(grid, low, 0.97));
  const chorus = late(timeNotes(grid, low.filter(inChorus), 0.97));
  const octave = late(timeNotes(grid, song.filter(inChorus), 0.97));
  sing(out, all, { ...manner, pan: 0, gain: 1, breath: 0.03, seed: 'night-drive/voice' });
  sing(out, chorus, { ...manner, pan: -0.6, gain: 0.55, breath: 0.04, vibratoHz: 5, seed: 'night-drive/double' });
  sing(out, octave, { ...manner, pan: 0.6, gain: 0.3, breath: 0.08, formantScale: 1.1, seed: 'night-drive/octave' });
  addPingPong(out, { seconds: (grid.framesPerStep * 4) / 48_000, feedback: 0.3, wet: 0.2 });
  addReverb(out, { seconds: 2.2, wet: 0.32, preDelaySeconds: 0.03, lowCutHz: 280 });
  return printTake(out, 'night-drive/voice', 0.25);
}
