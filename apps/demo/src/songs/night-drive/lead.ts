import { addPingPong } from '../../dsp/echo.ts';
import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { playBells } from '../../instruments/bell.ts';
import { playLead } from '../../instruments/lead.ts';
import { type Note, timeNotes } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { grid, hook, songFrames } from './score.ts';

/** Only the notes of the hook that carry it: what one would tap with a finger. */
function outline(notes: readonly Note[]): readonly Note[] {
  return notes.filter((note) => note.steps >= 3);
}

/** The melody of the first sketch: a small bell that shows where a tune will be. */
export function playGuideBell(): Stereo {
  const out = silentStereo(songFrames);
  playBells(out, timeNotes(grid, outline(hook)), { ratio: 3.5, brightness: 1.6, seconds: 1.6 });
  addReverb(out, { seconds: 1.8, wet: 0.25, lowCutHz: 300 });
  return printTake(out, 'night-drive/guide-bell', 0.13);
}

export function playHook(): Stereo {
  const out = silentStereo(songFrames);
  playLead(out, timeNotes(grid, hook, 0.93), {
    glideSeconds: 0.022,
    vibratoHz: 5.4,
    vibratoCents: 22,
    vibratoDelaySeconds: 0.22,
    driftCents: 3,
    seed: 'night-drive/lead',
  });
  addPingPong(out, { seconds: (grid.framesPerStep * 3) / 48_000, feedback: 0.38, wet: 0.3 });
  addReverb(out, { seconds: 2, wet: 0.2, lowCutHz: 260 });
  return printTake(out, 'night-drive/lead', 0.115);
}
