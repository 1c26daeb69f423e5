import { addPingPong } from '../../dsp/echo.ts';
import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { playBells } from '../../instruments/bell.ts';
import { sing } from '../../instruments/voice.ts';
import { whistle } from '../../instruments/whistle.ts';
import { timeNotes, transpose } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { grid, hummed, sketchTune, songFrames, tune } from './score.ts';

/** The first melody: a vibraphone that feels its way from chord to chord. */
export function playVibraphone(): Stereo {
  const out = silentStereo(songFrames);
  playBells(out, timeNotes(grid, sketchTune), {
    ratio: 4,
    brightness: 0.9,
    seconds: 3.2,
    tremolo: 0.4,
    tremoloHz: 4.6,
  });
  addReverb(out, { seconds: 1.6, wet: 0.2, lowCutHz: 240 });
  return printTake(out, 'paper-lanterns/vibraphone', 0.2);
}

/** The melody that stayed: whistled, an octave above where it is written. */
export function playWhistle(): Stereo {
  const out = silentStereo(songFrames);
  whistle(out, timeNotes(grid, transpose(tune, 12), 0.94), {
    glideSeconds: 0.028,
    vibratoHz: 5.6,
    vibratoCents: 24,
    vibratoDelaySeconds: 0.2,
    driftCents: 7,
    seed: 'paper-lanterns/whistle',
  });
  addPingPong(out, { seconds: (grid.framesPerStep * 6) / 48_000, feedback: 0.25, wet: 0.14 });
  addReverb(out, { seconds: 1.8, wet: 0.26, preDelaySeconds: 0.02, lowCutHz: 300 });
  return printTake(out, 'paper-lanterns/whistle', 0.092);
}

/** Two people humming, one left and one right, an octave below what is written. */
export function playHumming(): Stereo {
  const out = silentStereo(songFrames);
  const manner = { glideSeconds: 0.06, vibratoHz: 4.9, vibratoCents: 20, vibratoDelaySeconds: 0.35, driftCents: 11 };
  const notes = timeNotes(grid, transpose(hummed, -12), 0.98);
  sing(out, notes, { ...manner, pan: -0.4, gain: 1, breath: 0.03, formantScale: 0.94, seed: 'paper-lanterns/left' });
  sing(out, notes, { ...manner, pan: 0.4, gain: 0.9, breath: 0.04, vibratoHz: 5.2, seed: 'paper-lanterns/right' });
  addReverb(out, { seconds: 1.7, wet: 0.24, preDelaySeconds: 0.02, lowCutHz: 240 });
  return printTake(out, 'paper-lanterns/humming', 0.15);
}
